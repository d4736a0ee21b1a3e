/**
 * Keeps what is being typed in this browser, so that a closed window, a crash or an expired session
 * loses nothing: `<form data-kept-draft="key">` comes back with an offer to put it in again.
 * Nothing leaves the browser. Without this module the form is an ordinary form.
 *
 * Kept are all fields as they were sent or typed, with the hidden ones that say from which state
 * the person began: if somebody else has saved since, the server notices as usual.
 */
const DAYS_KEPT = 14;
const PREFIX = "kept-draft:";

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};

const forget = (key) => localStorage.removeItem(key);

const forgetOld = () => {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const kept = read(key);
    if (!kept || Date.now() - kept.at > DAYS_KEPT * 24 * 60 * 60 * 1000) forget(key);
  }
};

const keepDraft = (form) => {
  const key = PREFIX + form.dataset.keptDraft;
  const offer = document.querySelector("[data-kept-offer]");
  const fields = [...form.elements].filter((field) => field.matches("input, textarea") && field.name && field.name !== "csrfmiddlewaretoken");
  const began = fields.filter((field) => field.type === "hidden");
  const values = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));

  const keep = (sent) => {
    if (fields.every((field) => field.value === field.defaultValue) && !("unsaved" in form.dataset)) forget(key);
    else localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent, values: values() }));
  };

  const kept = read(key);
  const differs = ([name, value]) => fields.some((field) => field.name === name && field.type !== "hidden" && field.value !== value);
  const wasSaved = () => kept.sent && began.some((field) => field.value !== kept.values[field.name]);
  if (kept && !("unsaved" in form.dataset)) {
    if (wasSaved() || !Object.entries(kept.values).some(differs)) forget(key);
    else offer.hidden = false;
  }

  let waiting;
  form.addEventListener("input", () => {
    offer.hidden = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = null;
      keep(false);
    }, 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    waiting = null;
    keep(true);
  });
  window.addEventListener("pagehide", () => {
    if (waiting) keep(false);
  });

  offer.querySelector("[data-kept-restore]").addEventListener("click", () => {
    for (const field of fields) field.value = kept.values[field.name] ?? field.value;
    form.dispatchEvent(new Event("input"));
    fields.find((field) => field.type !== "hidden" && field.value !== field.defaultValue)?.focus();
  });
  offer.querySelector("[data-kept-discard]").addEventListener("click", () => {
    forget(key);
    offer.hidden = true;
    fields.find((field) => field.type !== "hidden")?.focus();
  });
};

forgetOld();
document.querySelectorAll("form[data-kept-draft]").forEach(keepDraft);
