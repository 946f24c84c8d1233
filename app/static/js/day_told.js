// Whoever types a day is told at once what it would go against, in the server's own words.
const PAUSE = 500;

for (const place of document.querySelectorAll("[data-told]")) {
  const row = place.dataset.toldIn;
  const here = row
    ? document.getElementById(`${row}-told`)
    : place.querySelector("[data-told-here]");
  const boxes = [...place.querySelectorAll("input")];
  const reason = row && document.getElementById(`${row}-reason`);
  const before = boxes.map((box) => box.value).join(" ");
  let waiting;
  let asked;

  const isWhole = () => boxes.every((box) => box.value.trim()) || /[-./月]/.test(boxes[0].value);
  // What else of the list was changed: in the same weeks it would count no more.
  const changed = () =>
    row ? [...place.closest("form").querySelectorAll("[data-proposed]")].filter(isChanged) : boxes;
  const isChanged = (box) => boxes.includes(box) || box.value !== box.dataset.proposed;
  // A reason that is typed already stays in sight, asked for or not.
  const reasons = row && document.getElementById(`${row}-needs`);
  const neededAtFirst = reasons && !reasons.querySelector(".need--must").hidden;
  const askWhy = (isNeeded) => {
    if (!reasons) return;
    reasons.hidden = !isNeeded && !reasons.querySelector("input").value.trim();
    for (const mark of reasons.querySelectorAll(".need")) {
      mark.hidden = mark.classList.contains("need--must") !== isNeeded;
    }
  };
  const tell = (sentences) => {
    const lines = sentences.map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    });
    here.replaceChildren(...lines);
  };
  const ask = async () => {
    asked?.abort();
    if (!isWhole() || boxes.map((box) => box.value).join(" ") === before) {
      tell([]);
      askWhy(isWhole() && neededAtFirst);
      return;
    }
    asked = new AbortController();
    const address = new URL(place.dataset.told, location.href);
    for (const box of changed().slice(0, 50)) address.searchParams.set(box.name, box.value);
    try {
      const answer = await fetch(address, {
        headers: { Accept: "application/json" },
        signal: asked.signal,
      });
      if (!answer.ok || answer.redirected) return;
      const told = await answer.json();
      tell(told.sentences);
      askWhy(told.needs);
    } catch {
      // The network is away, or another day was typed: whatever is sent is told the same.
    }
  };
  place.addEventListener("input", () => {
    // What was said for the day that was proposed goes with it.
    if (reason) reason.hidden = boxes[0].value !== boxes[0].dataset.proposed;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}
