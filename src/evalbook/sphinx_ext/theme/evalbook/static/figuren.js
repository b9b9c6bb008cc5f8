/* Figures: their values on hover and by arrow keys, and a switch between figure and table. On a phone the table
   goes first where the figure does not fit.
   Without this file a figure is a picture with a description, and its table unfolds below it. */
"use strict";

const phone = window.matchMedia("(max-width: 40rem)");

for (const picture of document.querySelectorAll(".eb-exhibit > .eb-picture")) {
  const exhibit = picture.parentElement;

  /* Figure or table. */
  const data = exhibit.querySelector(":scope > .eb-data");
  if (data) {
    const views = document.createElement("div");
    views.className = "eb-views";
    views.setAttribute("role", "group");
    views.setAttribute("aria-label", `Weergave van ${picture.getAttribute("aria-label")}`);
    const name = data.querySelector("summary").textContent.replace(/^Als /, "");
    const buttons = ["Figuur", name[0].toUpperCase() + name.slice(1)].map((text, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => show(Boolean(place)));
      return button;
    });
    const show = (asTable) => {
      exhibit.classList.toggle("eb-as-table", asTable);
      data.open = asTable;
      buttons.forEach((button, place) => button.setAttribute("aria-pressed", String(Boolean(place) === asTable)));
    };
    views.append(...buttons);
    picture.before(views);
    show(phone.matches && picture.scrollWidth > picture.clientWidth + 1);
  }

  /* Values: by mouse on the mark, by arrow keys from one to the next. */
  const drawn = [...picture.querySelectorAll(".eb-svg")].map((svg) => [...svg.querySelectorAll(".eb-value")]);
  let marks = drawn[0]; // of the drawing in sight, the one for a phone or the other
  if (!marks.length) continue;
  for (const title of picture.querySelectorAll(".eb-value > title")) title.remove(); // ours takes its place
  const told = document.createElement("div");
  told.className = "eb-told";
  told.hidden = true;
  const heard = document.createElement("p");
  heard.className = "eb-visually-hidden";
  heard.setAttribute("aria-live", "polite");
  const hint = document.createElement("p");
  hint.className = "eb-visually-hidden";
  hint.id = `${exhibit.id}-toetsen`;
  hint.textContent = "Met de pijltjestoetsen loopt u langs de waarden.";
  picture.append(told);
  picture.after(hint, heard);
  picture.dataset.values = "";
  picture.tabIndex = 0;
  picture.setAttribute("aria-describedby", hint.id);
  let at = -1;
  phone.addEventListener("change", () => point(-1, false));
  const point = (place, speak) => {
    marks[at]?.classList.remove("eb-shown");
    marks = (phone.matches && drawn[1]) || drawn[0];
    at = place;
    told.hidden = at < 0;
    if (at < 0) { heard.textContent = ""; return; }
    const mark = marks[at];
    mark.classList.add("eb-shown");
    told.textContent = mark.dataset.ebValue;
    if (speak) heard.textContent = `${mark.dataset.ebValue} (${at + 1} van ${marks.length})`;
    const box = mark.getBoundingClientRect();
    const frame = picture.getBoundingClientRect();
    if (speak) {
      const middle = box.left - frame.left + picture.scrollLeft + box.width / 2;
      picture.scrollLeft = middle - picture.clientWidth / 2;
    }
    const now = mark.getBoundingClientRect();
    const left = now.left - frame.left + now.width / 2 - told.offsetWidth / 2;
    const most = picture.clientWidth - told.offsetWidth - 2;
    told.style.left = `${picture.scrollLeft + Math.max(2, Math.min(left, most))}px`;
    const above = now.top - frame.top - told.offsetHeight - 6;
    told.style.top = `${above >= 0 ? above : Math.min(now.bottom - frame.top + 6, frame.height - told.offsetHeight)}px`;
  };
  for (const each of drawn)
    each.forEach((mark, place) => {
      mark.addEventListener("pointerenter", () => point(place, false));
      mark.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") point(-1, false); });
    });
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  picture.addEventListener("keydown", (event) => {
    const last = marks.length - 1;
    if (event.key in step) point(Math.max(0, Math.min(at + step[event.key], last)), true);
    else if (event.key === "Home") point(0, true);
    else if (event.key === "End") point(last, true);
    else if (event.key === "Escape") { point(-1, false); return; }
    else return;
    event.preventDefault();
  });
  picture.addEventListener("blur", () => point(-1, false));
}
