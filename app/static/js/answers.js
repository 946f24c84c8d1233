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
    unsent.set(item, read(item));
    store(place, unsent);
    send();
  };
  const keep = () => {
    store(place, unsent);
    counts.textContent = unsent.size && !sending
      ? `未送信の回答が${unsent.size}件あります。この端末に残してあり、つながり次第送ります。`
      : "";
  };
  const show = (told) => {
    for (const [verdict, count] of Object.entries(told.counts)) {
      const box = document.querySelector(`[data-count="${verdict}"]`);
      if (box) box.textContent = count;
    }
    const { met, not_met, not_applicable } = told.counts;
    document.querySelector("[data-done]").textContent = met + not_met + not_applicable;
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
        const { saved, told } = await post(item, answer);
        const unchanged = unsent.get(item) === answer;
        if (unchanged) unsent.delete(item);
        if (told.shown && section(item)) field(item, "shown").value = told.shown;
        if (told.shown && !unchanged) unsent.get(item).shown = told.shown;
        if (saved) show(told);
        if (unchanged) tell(item, saved ? `保存しました ${told.saved_at}` : told.sentence);
        if (unchanged && !saved && told.shown) offer(item);
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
