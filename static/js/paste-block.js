/**
 * A block copied from a spreadsheet and pasted into a cell of the year sheet fills the cells below
 * and to the right of it, and can be taken back. A single value pastes as anywhere else; a block
 * with names or with more columns than the sheet is sent to the page that reads tables.
 */

/** Cells of a block as spreadsheets put it on the clipboard: tabs, line ends, quoted cells. */
const cellsOf = (text) => {
  const rows = [[""]];
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let index = 0; index < source.length; index += 1) {
    const char = source[index];
    const row = rows.at(-1);
    if (quoted && char === '"' && source[index + 1] === '"') {
      row[row.length - 1] += char;
      index += 1;
    } else if (quoted && char === '"') quoted = false;
    else if (char === '"' && row.at(-1) === "" && /"(?:[\t\n]|$)/.test(source.slice(index + 1))) quoted = true;
    else if (!quoted && char === "\t") row.push("");
    else if (!quoted && char === "\n") rows.push([""]);
    else row[row.length - 1] += char;
  }
  return rows.map((row) => row.map((cell) => cell.split(/\s+/).join(" ").trim()));
};

const form = document.querySelector("[data-year-sheet]");
const told = document.querySelector("[data-pasted]");

if (form && told) {
  const rowsOf = () => [...form.querySelectorAll("tbody tr")];
  const fieldsOf = (row) => ["value", "note"].map((name) => row.querySelector(`input[name$="-${name}"]`));
  const undo = told.querySelector("[data-pasted-undo]");
  const toImport = told.querySelector("[data-pasted-import]");
  let before = [];

  const tell = (text, isFilled) => {
    told.querySelector("[data-pasted-text]").textContent = text;
    undo.hidden = !isFilled;
    toImport.hidden = isFilled;
    told.hidden = false;
  };

  const names = new Set(rowsOf().map((row) => row.id.replace(/^row-/, "")));
  const namesIndicators = (block) => block.length > 0 && block.some((row) => names.has(row[0].normalize("NFKC").replace(/[‐−–—ー]/g, "-")));

  const fill = (start, block) => {
    const rows = rowsOf().slice(rowsOf().indexOf(start.closest("tr")));
    const first = fieldsOf(rows[0]).indexOf(start);
    let filled = 0;
    let left = 0;
    before = [];
    block.forEach((cells, down) => {
      cells.forEach((cell, right) => {
        if (!cell) return; // A blank cell leaves what is there alone, as in every import.
        const field = rows[down] && fieldsOf(rows[down])[first + right];
        if (!field) {
          left += 1;
          return;
        }
        before.push([field, field.value]);
        field.value = cell;
        filled += 1;
      });
    });
    form.dispatchEvent(new Event("input"));
    const text = left ? told.dataset.partlyText : told.dataset.filledText;
    tell(text.replace("{count}", filled).replace("{left}", left), true);
  };

  form.addEventListener("paste", (event) => {
    const start = event.target;
    if (!start.matches('tbody input[name$="-value"], tbody input[name$="-note"]')) return;
    const block = cellsOf(event.clipboardData.getData("text/plain"));
    if (block.length < 2 && block[0].length < 2) return;
    event.preventDefault();
    const width = Math.max(...block.map((row) => row.length));
    const room = start.name.endsWith("-value") ? 2 : 1;
    if (width > room || namesIndicators(block)) tell(told.dataset.refusedText, false);
    else fill(start, block);
  });

  undo.addEventListener("click", () => {
    for (const [field, value] of before) field.value = value;
    form.dispatchEvent(new Event("input"));
    told.hidden = true;
    before[0]?.[0].focus();
  });
}
