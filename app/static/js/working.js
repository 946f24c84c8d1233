// Long work: its part of the page renews itself; when the work has ended, the page is fetched anew.
const SECONDS = 1;
const part = document.querySelector("[data-working]");
async function renew() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = answer.ok ? page.querySelector("[data-working]") : null;
    if (!next) {
      location.reload();
      return;
    }
    if (next.innerHTML !== part.innerHTML) part.innerHTML = next.innerHTML;
  } catch {
    // The network is away for a moment: the next time will do.
  }
  setTimeout(renew, SECONDS * 1000);
}
if (part) setTimeout(renew, SECONDS * 1000);
