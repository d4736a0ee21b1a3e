/**
 * Tells the portal that a report's page is still open, and keeps true what it says of others who
 * have it open. When the sign-in has ended, it says so before the text is sent in vain. Without this
 * module the page says who had it open when it was loaded.
 */
const SECONDS = 45;
const others = document.querySelector("[data-presence]");
const signedOut = document.querySelector("[data-signed-out]");
const token = document.querySelector("[name=csrfmiddlewaretoken]").value;

const words = (element) => element.textContent.replace(/\s+/g, " ").trim();

const tell = async () => {
  let answer;
  try {
    answer = await fetch(others.dataset.presence, { method: "POST", redirect: "manual", headers: { "X-CSRFToken": token } });
  } catch {
    return; // The network is away: the next time will do.
  }
  signedOut.hidden = answer.ok || answer.status >= 500;
  if (!answer.ok) return;
  const told = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  if (words(told) !== words(others)) others.replaceChildren(...told.childNodes);
};

setInterval(tell, SECONDS * 1000);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") tell();
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) tell();
});
