// Each answer is saved at once; what could not be sent is kept on the page and sent again.
for (const form of document.querySelectorAll("form[data-answers]")) {
  const waiting = new Set();
  const field = (item, name) => form.elements[`${name} ${item}`];
  const said = (section) => section.querySelector("[data-saved]");

  const tell = (section, words) => { said(section).textContent = words; };
  const show = (told) => {
    for (const [verdict, count] of Object.entries(told.counts)) {
      const box = document.querySelector(`[data-count="${verdict}"]`);
      if (box) box.textContent = count;
    }
    const { met, not_met, not_applicable } = told.counts;
    document.querySelector("[data-done]").textContent = met + not_met + not_applicable;
  };

  const send = async (section) => {
    const item = section.dataset.item;
    const body = new FormData();
    body.set("item", item);
    for (const name of ["verdict", "comment", "due"]) body.set(name, field(item, name).value);
    waiting.add(section);
    try {
      const answer = await fetch(form.dataset.answers, {
        method: "POST",
        body,
        headers: { "X-CSRF-Token": form.elements.csrf_token.value },
        redirect: "error",
      });
      const told = await answer.json();
      waiting.delete(section);
      tell(section, answer.ok ? `保存しました ${told.saved_at}` : told.sentence);
      if (answer.ok) {
        field(item, "shown").value = told.shown;
        show(told);
      }
    } catch {
      tell(section, "未送信です。つながり次第送ります。");
    }
  };

  form.addEventListener("change", (event) => {
    const section = event.target.closest("[data-item]");
    if (section) send(section);
  });
  setInterval(() => { for (const section of waiting) send(section); }, 10000);
  window.addEventListener("online", () => { for (const section of waiting) send(section); });
}
