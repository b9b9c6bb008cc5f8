/* What a page can do beyond its HTML. Everything can be read without this file. */
"use strict";

const root = document.documentElement;
const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
const wide = window.matchMedia("(min-width: 64rem)");
const wideToc = window.matchMedia("(min-width: 75rem)");

/* Light or dark: follows the system until the reader chooses otherwise. */
const themeButton = document.querySelector(".eb-theme");
const isDark = () => (root.dataset.theme || (systemDark.matches ? "dark" : "light")) === "dark";
const showTheme = () => themeButton.setAttribute("aria-pressed", String(isDark()));
themeButton.addEventListener("click", () => {
  const chosen = isDark() ? "light" : "dark";
  root.dataset.theme = chosen;
  try { localStorage.setItem("kleur", chosen); } catch { /* private mode: for this page only */ }
  showTheme();
});
systemDark.addEventListener("change", showTheme);
showTheme();

/* The chapters: beside the page when there is room, else behind a button. */
const menu = document.querySelector(".eb-menu");
const nav = document.getElementById("navigatie");
const showMenu = (open) => {
  menu.setAttribute("aria-expanded", String(open));
  nav.classList.toggle("eb-open", open);
};
menu.addEventListener("click", () => showMenu(menu.getAttribute("aria-expanded") !== "true"));
const current = nav.querySelector("[aria-current]");
if (current && wide.matches) nav.scrollTop = current.offsetTop - nav.clientHeight / 3;

/* On this page: open beside the text, closed above it. */
const toc = document.querySelector(".eb-toc details");
const showToc = () => { toc.open = wideToc.matches; };
if (toc) { showToc(); wideToc.addEventListener("change", showToc); }

/* A table of words that does not fit a phone: a block for each row, every cell with the name of its column. The
   roles say that it is a table still. */
const roles = { THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
const stack = (table, heads) => {
  const diagram = table.closest(".eb-kind-diagram");
  table.classList.add("eb-stack");
  table.setAttribute("role", "table");
  for (const part of table.querySelectorAll("thead, tbody, tr, td")) part.setAttribute("role", roles[part.tagName]);
  for (const head of table.querySelectorAll("th"))
    head.setAttribute("role", head.scope.startsWith("col") ? "columnheader" : "rowheader");
  for (const cell of table.querySelectorAll("tbody td")) {
    cell.dataset.label = heads[cell.cellIndex].textContent;
    if (diagram && cell.textContent === "–") cell.classList.add("eb-none");
  }
  for (const row of table.querySelectorAll("tbody tr + tr"))
    if (row.cells[0].textContent === row.previousElementSibling.cells[0].textContent) row.classList.add("eb-again");
};
if (window.matchMedia("(max-width: 47.99rem)").matches)
  for (const table of document.querySelectorAll(".eb-exhibit > .eb-scroll > table, .eb-data table")) {
    const heads = table.tHead?.rows.length === 1 ? [...table.tHead.rows[0].cells] : [];
    const words = heads.slice(1).filter((head) => !head.classList.contains("eb-number"));
    const long = table.querySelectorAll("td.eb-long").length > 2;
    const fits = table.offsetWidth && table.offsetWidth <= table.parentElement.clientWidth;
    if (heads.length > 2 && (words.length > 1 || long) && !fits) stack(table, heads);
  }

/* Only what really scrolls sideways is a stop for the keyboard. */
const regions = [...document.querySelectorAll(".eb-scroll, .eb-picture[role]")];
const tellScrolling = () => {
  for (const region of regions) {
    const scrolls = region.scrollWidth > region.clientWidth + 1;
    const reached = scrolls || "values" in region.dataset; // a figure is gone along with arrow keys
    region.toggleAttribute("tabindex", reached);
    if (reached) region.tabIndex = 0;
    if (scrolls) region.setAttribute("role", "region");
    else region.setAttribute("role", "group");
  }
};
tellScrolling();
window.addEventListener("resize", tellScrolling);
document.addEventListener("toggle", tellScrolling, true);

/* The origin of a number: never beyond the edge, gone at Escape, first touch shows and second follows. */
const place = (number) => {
  const tip = number.querySelector(".eb-tip");
  const text = number.querySelector(".eb-num-text");
  tip.style.left = tip.style.top = "";
  const frame = tip.offsetParent;
  if (!frame) return;
  const box = text.getClientRects()[0];
  const around = frame.getBoundingClientRect();
  const left = Math.min(box.left, root.clientWidth - tip.offsetWidth - 8);
  tip.style.left = `${Math.max(left, 8) - around.left}px`;
  const below = box.bottom + tip.offsetHeight + 8 <= root.clientHeight || box.top < tip.offsetHeight + 8;
  tip.style.top = `${(below ? box.bottom : box.top - tip.offsetHeight) - around.top}px`;
};
const dismiss = (number) => number.classList.add("eb-dismissed");
const restore = (number) => number.classList.remove("eb-dismissed");
for (const number of document.querySelectorAll(".eb-num, .eb-abbr")) {
  const text = number.querySelector(".eb-num-text");
  const tip = number.querySelector(".eb-tip");
  let shownBefore = false;
  number.addEventListener("mouseenter", () => place(number));
  number.addEventListener("focusin", () => place(number));
  number.addEventListener("mouseleave", () => restore(number));
  number.addEventListener("focusout", () => restore(number));
  text.addEventListener("pointerdown", () => { shownBefore = number.classList.contains("eb-touched"); });
  text.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || shownBefore) return;
    event.preventDefault();
    for (const other of document.querySelectorAll(".eb-touched")) other.classList.remove("eb-touched");
    number.classList.add("eb-touched");
    restore(number);
    text.focus();
    place(number);
  });
}
document.addEventListener("pointerdown", (event) => {
  for (const number of document.querySelectorAll(".eb-touched"))
    if (!number.contains(event.target)) number.classList.remove("eb-touched");
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const shown = document.querySelectorAll(":is(.eb-num, .eb-abbr):is(:hover, :focus-within), .eb-touched");
  for (const number of shown) { dismiss(number); number.classList.remove("eb-touched"); }
  if (!shown.length && nav.classList.contains("eb-open")) { showMenu(false); menu.focus(); }
});

/* A link to one line of a calculation opens it. */
const openTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = target && target.closest("details:not([open])");
  if (closed) { closed.open = true; target.scrollIntoView(); }
};
window.addEventListener("hashchange", openTarget);
openTarget();

/* Words that a reader came for from the search page are marked, where the browser can. */
const wanted = new URLSearchParams(location.search).get("markeer");
if (wanted && window.Highlight && CSS.highlights) {
  const flat = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = new Set(wanted.split(" ").map(flat));
  const found = new Highlight();
  const texts = document.createTreeWalker(document.querySelector(".eb-article"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    for (const word of texts.currentNode.data.matchAll(/\d+(?:[.,]\d+)+|[\p{L}\p{N}\p{M}_]+/gu))
      if (words.has(flat(word[0]))) {
        const range = new Range();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        found.add(range);
      }
  CSS.highlights.set("eb-gezocht", found);
}
