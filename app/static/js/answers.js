// Each answer is saved at once. What could not be sent stays on the device, and is sent again when
// the connection is back, also from another page of the sheet or after signing in anew.
const AGAIN_AFTER = 10_000;
const NAMES = ["verdict", "comment", "due", "shown"];

for (const form of document.querySelectorAll("form[data-answers]")) keepAnswers(form);

function keepAnswers(form) {
  // Under the person's name: nobody sends what somebody else has answered on the same device.
  const place = `answers ${form.dataset.person} ${form.dataset.answers}`;
  const unsent = new Map(stored(place));
  const counts = document.querySelector("[data-unsent]");
  const group = document.querySelector(".sections [aria-current]")?.firstChild.textContent.trim();
  let sending = false;

  const section = (item) => form.querySelector(`[data-item="${CSS.escape(item)}"]`);
  const field = (item, name) => form.elements[`${name} ${item}`];
  const read = (item) => Object.fromEntries(NAMES.map((name) => [name, field(item, name).value]));

  const tell = (item, words) => {
    const place = section(item)?.querySelector("[data-saved]");
    if (place) place.textContent = words;
  };
  // Somebody was quicker: their answer stays until this one is saved knowingly.
  const offer = (item) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--link";
    button.textContent = "自分の答えを保存する";
    button.addEventListener("click", () => wait(item));
    section(item)?.querySelector("[data-saved]").append(" ", button);
  };
  const wait = (item) => {
    unsent.delete(item); // so that it is sent after those that wait already
    unsent.set(item, { ...read(item), group });
    store(place, unsent);
    send();
  };
  // What was refused waits for its own page, which alone can say why.
  const isElsewhere = (item, answer) => answer.refused && !section(item);
  const keep = () => {
    store(place, unsent);
    const elsewhere = [...unsent].filter(([item, answer]) => isElsewhere(item, answer));
    const waiting = unsent.size - elsewhere.length;
    const groups = new Set(elsewhere.map(([, answer]) => `「${answer.group}」`));
    const words = [
      waiting && `未送信の回答が${waiting}件あります。この端末に残してあり、つながり次第送ります。`,
      groups.size && `${[...groups].join("")}に、保存できなかった回答があります。開くと理由が出ます。`,
    ];
    counts.textContent = sending ? "" : words.filter(Boolean).join("");
  };
  const show = (told) => {
    for (const [verdict, count] of Object.entries(told.counts)) {
      const box = document.querySelector(`[data-count="${verdict}"]`);
      if (box) box.textContent = count;
    }
    const { met, not_met, not_applicable } = told.counts;
    document.querySelector("[data-done]").textContent = met + not_met + not_applicable;
    const tab = document.querySelector(`[data-group="${CSS.escape(told.group)}"]`);
    if (tab) tab.textContent = `${told.answered}/${tab.dataset.of}`;
  };

  // What the page rests on from now on.
  const settle = (item, answer, shown) => {
    if (!shown) return;
    answer.shown = shown;
    if (section(item)) field(item, "shown").value = shown;
  };

  const post = async (item, answer) => {
    const body = new FormData();
    body.set("item", item);
    for (const name of NAMES) body.set(name, answer[name]);
    const reply = await fetch(form.dataset.answers, {
      method: "POST",
      body,
      headers: { "X-CSRF-Token": form.elements.csrf_token.value },
      redirect: "error",
    });
    return { saved: reply.ok, told: await reply.json() };
  };

  // One after the other, so that the last answer to an item is the one that stays.
  const send = async () => {
    if (sending) return;
    sending = true;
    try {
      for (const [item, answer] of unsent) {
        if (isElsewhere(item, answer)) continue;
        const { saved, told } = await post(item, answer);
        if (saved) show(told);
        if (unsent.get(item) !== answer) {
          // Answered anew meanwhile: that rests on what was saved, never on what nobody has seen.
          if (saved && unsent.has(item)) settle(item, unsent.get(item), told.shown);
        } else if (saved || section(item)) {
          unsent.delete(item);
          settle(item, answer, told.shown);
          tell(item, saved ? `保存しました ${told.saved_at}` : told.sentence);
          if (!saved && told.shown) offer(item);
        } else {
          answer.refused = true;
        }
      }
    } catch {
      for (const item of unsent.keys()) tell(item, "未送信です。つながり次第送ります。");
    }
    sending = false;
    keep();
  };

  form.addEventListener("change", (event) => {
    const item = event.target.closest("[data-item]")?.dataset.item;
    if (item) wait(item);
  });
  // A page that was opened again shows what was answered on it, sent or not.
  for (const [item, answer] of unsent) {
    if (!section(item)) continue;
    for (const name of NAMES) if (name !== "shown") field(item, name).value = answer[name];
  }
  // A group that is saved as a whole takes with it what of it had waited.
  form.addEventListener("submit", () => {
    for (const item of unsent.keys()) if (section(item)) unsent.delete(item);
    store(place, unsent);
  });
  setInterval(send, AGAIN_AFTER);
  window.addEventListener("online", send);
  if (unsent.size) {
    keep();
    send();
  }
}

function stored(place) {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "[]");
  } catch {
    return []; // a device that keeps nothing, or something else under this name
  }
}

function store(place, unsent) {
  try {
    if (unsent.size) localStorage.setItem(place, JSON.stringify([...unsent]));
    else localStorage.removeItem(place);
  } catch {
    // The device keeps nothing: what is not sent stays on this page.
  }
}
