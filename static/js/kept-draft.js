/**
 * Keeps what is being typed in this browser, so that a closed window, a crash or an expired session
 * loses nothing: `<form data-kept-draft="key">` comes back with an offer to put it in again.
 * Nothing leaves the browser. Without this module the form is an ordinary form.
 *
 * Kept are all fields as they were sent or typed, with the hidden ones that say from which state
 * the person began: if somebody else has saved since, the server notices as usual. A box marked
 * `data-not-kept` is left out.
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

const isTicked = (field) => field.matches("[type=checkbox], [type=radio]");
// Boxes share a name; each is kept under its name and value.
const nameOf = (field) => (isTicked(field) ? `${field.name}=${field.value}` : field.name);
const stateOf = (field) => (isTicked(field) ? String(field.checked) : field.value);
const firstStateOf = (field) => (isTicked(field) ? String(field.defaultChecked) : field.defaultValue);
const put = (field, state) => {
  if (isTicked(field)) field.checked = state === "true";
  else field.value = state;
};
const isChanged = (field) => stateOf(field) !== firstStateOf(field);

const keepDraft = (form) => {
  const key = PREFIX + form.dataset.keptDraft;
  const offer = document.querySelector("[data-kept-offer]");
  const kinds = "input:not([type=file], [type=password], [data-not-kept]), textarea";
  const fields = [...form.elements].filter((field) => field.matches(kinds) && field.name && field.name !== "csrfmiddlewaretoken");
  const shown = fields.filter((field) => field.type !== "hidden");
  // A hidden field says from which state the person began, unless it hands on what they typed.
  const began = fields.filter((field) => field.type === "hidden" && !("typed" in field.dataset));
  const values = () => Object.fromEntries(fields.map((field) => [nameOf(field), stateOf(field)]));

  const keep = (sent) => {
    if (!fields.some(isChanged) && !("unsaved" in form.dataset)) forget(key);
    else localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent, values: values() }));
  };

  const kept = read(key);
  const isKept = (field) => nameOf(field) in kept.values;
  const differs = (field) => isKept(field) && stateOf(field) !== kept.values[nameOf(field)];
  const wasSaved = () => kept.sent && began.some(differs);
  // What came back unsaved was sent, but to no effect: it is to be offered again.
  if ("unsaved" in form.dataset) keep(false);
  else if (kept) {
    if (wasSaved() || !shown.some(differs)) forget(key);
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
    for (const field of fields.filter(isKept)) put(field, kept.values[nameOf(field)]);
    form.dispatchEvent(new Event("input"));
    shown.find(isChanged)?.focus();
  });
  offer.querySelector("[data-kept-discard]").addEventListener("click", () => {
    forget(key);
    offer.hidden = true;
    shown[0]?.focus();
  });
};

forgetOld();
document.querySelectorAll("form[data-kept-draft]").forEach(keepDraft);
