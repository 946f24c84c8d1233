// Typed words are not lost by a slip: the browser asks before a changed form is left.
for (const form of document.querySelectorAll("form[method=post][data-keeps]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
