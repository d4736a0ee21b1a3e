/**
 * Buttons above every text of a report: heading, bold, list, link, picture. They write the same
 * marks that one could type, into the place of the cursor, and the browser's own undo takes them
 * back. Each toolbar is one stop of the Tab key; the arrow keys move inside it. Without this module
 * the texts are ordinary fields, and the page explains the marks.
 */
const template = document.querySelector("[data-toolbar-of-texts]");
const choice = document.querySelector("[data-picture-choice]");

/** Put `text` in the place of what lies between `from` and `to`, so that undo knows of it. */
const put = (area, text, from, to) => {
  area.focus();
  area.setSelectionRange(from, to);
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
};

const lineStart = (text, at) => text.lastIndexOf("\n", at - 1) + 1;
const lineEnd = (text, at) => (text.indexOf("\n", at) + 1 || text.length + 1) - 1;

const putBold = (area, sample) => {
  const { value, selectionStart: from, selectionEnd: to } = area;
  if (from >= 2 && value.slice(from - 2, from) === "**" && value.slice(to, to + 2) === "**") {
    put(area, value.slice(from, to), from - 2, to + 2);
    area.setSelectionRange(from - 2, to - 2);
    return;
  }
  const text = value.slice(from, to) || sample;
  put(area, `**${text}**`, from, to);
  area.setSelectionRange(from + 2, from + 2 + text.length);
};

/** Put `mark` before every line of the selection, or take it away where all of them have it. */
const putBeforeLines = (area, mark, sample) => {
  const { value } = area;
  const from = lineStart(value, area.selectionStart);
  const to = lineEnd(value, Math.max(area.selectionEnd, from));
  const lines = value.slice(from, to).split("\n");
  if (!lines.some((line) => line.trim())) {
    put(area, mark + sample, from, to);
    area.setSelectionRange(from + mark.length, from + mark.length + sample.length);
    return;
  }
  const marked = (line) => !line.trim() || line.startsWith(mark);
  const changed = lines.every(marked)
    ? lines.map((line) => (line.startsWith(mark) ? line.slice(mark.length) : line))
    : lines.map((line) => (marked(line) ? line : mark + line));
  put(area, changed.join("\n"), from, to);
  area.setSelectionRange(from, from + changed.join("\n").length);
};

const putLink = (area, sample) => {
  const { value, selectionStart: from, selectionEnd: to } = area;
  const selected = value.slice(from, to);
  const isAddress = /^https?:\/\/\S+$/.test(selected);
  const text = isAddress || !selected ? sample : selected;
  const address = isAddress ? selected : "https://";
  put(area, `[${text}](${address})`, from, to);
  const start = text === sample ? from + 1 : from + text.length + 3;
  area.setSelectionRange(start, start + (text === sample ? text : address).length);
};

/** Put a picture's mark on a line of its own at the cursor. */
const putPicture = (area, mark) => {
  const { value, selectionEnd: at } = area;
  const before = at === lineStart(value, at) ? "" : "\n";
  const after = at === lineEnd(value, at) ? "" : "\n";
  put(area, before + mark + after, at, at);
};

const askForPicture = (area) => {
  choice.returnValue = "";
  choice.showModal();
  choice.addEventListener("close", () => (choice.returnValue ? putPicture(area, choice.returnValue) : area.focus()), { once: true });
};

const doing = {
  heading: (area, sample) => putBeforeLines(area, "# ", sample),
  bold: putBold,
  list: (area, sample) => putBeforeLines(area, "- ", sample),
  link: putLink,
  picture: askForPicture,
};

/** One stop of the Tab key; left, right, Home and End move between the buttons. */
const moveByArrows = (toolbar) => {
  const buttons = [...toolbar.querySelectorAll("button")];
  const stopAt = (stop) => {
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  };
  stopAt(buttons[0]);
  toolbar.addEventListener("focusin", (event) => stopAt(event.target));
  toolbar.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(event.target);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    buttons[(next + buttons.length) % buttons.length].focus();
    event.preventDefault();
  });
};

const addToolbar = (area) => {
  const toolbar = template.content.firstElementChild.cloneNode(true);
  const label = area.labels[0].firstChild.textContent.trim();
  toolbar.setAttribute("aria-label", toolbar.getAttribute("aria-label").replace("{label}", label));
  toolbar.setAttribute("aria-controls", area.id);
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) doing[button.dataset.does](area, button.dataset.sample);
  });
  moveByArrows(toolbar);
  area.before(toolbar);
};

/** The headings of an outline that a text does not have yet, put at its end. */
const addOutline = (button) => {
  const area = button.form.elements[button.value];
  const asked = area.value.split("\n").filter((line) => line.startsWith("#")).map((line) => line.replace(/^#+/, "").trim());
  const headings = button.dataset.outline.split("|").filter((question) => !asked.includes(question)).map((question) => `# ${question}`);
  const written = area.value.trimEnd();
  if (headings.length) put(area, `${written ? "\n\n" : ""}${headings.join("\n\n")}\n`, written.length, area.value.length);
  const first = headings.length ? area.value.indexOf(headings[0], written.length) + headings[0].length : area.value.length;
  area.focus();
  area.setSelectionRange(first, first);
};

for (const area of document.querySelectorAll("textarea[data-prose]")) addToolbar(area);
for (const button of document.querySelectorAll("button[data-outline]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    addOutline(button);
  });
}
choice.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-mark]");
  if (chosen) choice.close(chosen.dataset.mark);
  else if (event.target.closest("[data-close]")) choice.close("");
});
