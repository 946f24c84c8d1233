// Photographs are added to an item on the spot; without a script the link leads to a page for it.
for (const box of document.querySelectorAll("[data-photographs]")) takePhotographs(box);

function takePhotographs(box) {
  const token = () => document.querySelector("form[data-answers]").elements.csrf_token.value;
  const said = box.querySelector("[data-said]");
  const list = box.querySelector("ul");
  const say = (words, isWrong) => {
    said.textContent = words;
    said.classList.toggle("field__error", isWrong);
  };

  const show = (photographs) => {
    list.replaceChildren(
      ...photographs.map(({ name, size, href }) => {
        const line = document.createElement("li");
        const link = document.createElement("a");
        link.href = href;
        link.textContent = name;
        line.append(link, `（${size}）`);
        return line;
      }),
    );
    box.querySelector("[data-remove]").hidden = !photographs.length;
  };

  const send = async (files) => {
    const body = new FormData();
    for (const file of files) body.append("files", file);
    say("送っています。", false);
    try {
      const reply = await fetch(box.dataset.photographs, {
        method: "POST",
        body,
        headers: { "X-CSRF-Token": token() },
        redirect: "error",
      });
      if (reply.status === 413) {
        say("写真が大きすぎます。1枚ずつ選ぶか、小さくしてください。", true);
        return;
      }
      const told = await reply.json();
      say(told.sentence ?? "写真を付けました。", Boolean(told.sentence));
      if (told.photographs) show(told.photographs);
    } catch {
      say("写真を送れませんでした。つながってから、もう一度選んでください。", true);
    }
  };

  box.querySelector("[data-add]").addEventListener("click", (event) => {
    event.preventDefault();
    const input = document.createElement("input");
    input.type = "file";
    input.accept = "image/jpeg,image/png";
    input.multiple = true;
    input.addEventListener("change", () => send(input.files));
    input.click();
  });
}
