/* The register of printed numbers: search, filters, order, and more on request.
   Without this file the whole table is there. */
"use strict";

(() => {
  const table = document.querySelector("table.eb-register");
  const form = document.querySelector(".eb-register-form");
  if (!table || !form) return;
  const search = form.querySelector("#register-zoek");
  const order = form.querySelector("#register-volgorde");
  const filters = [...form.querySelectorAll("[data-filter]")];
  const told = document.querySelector(".eb-register-count [role=status]");
  const dutch = new Intl.NumberFormat("nl-NL");
  const flat = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").toLowerCase();

  /* Each line with what it is found, filtered and sorted by. */
  const heads = [...table.tHead.rows[0].cells];
  const verdicts = [...form.querySelector("#register-oordeel").options].map((option) => option.value);
  const lines = [...table.querySelectorAll("tbody tr[id]")].map((row) => {
    const { edition, chapter } = row.parentElement.dataset;
    const verdict = row.querySelector(".eb-verdict").className.split("eb-verdict-")[1];
    row.dataset.verdict = verdict;
    return {
      row, body: row.parentElement,
      text: flat(`${row.innerText || row.textContent} ${row.id}`.replace(/[\u00ad\u200b]/g, "")),
      oordeel: verdict, hoofdstuk: chapter, editie: edition,
      bevinding: row.querySelector('a[href*="#bevinding-"]') ? "met" : "zonder",
    };
  });
  const groups = [...table.tBodies].map((body) => [body, body.querySelector(".eb-group")]);

  /* A narrow screen shows lines as blocks; the roles say that it is a table still. */
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td")])
    part.setAttribute("role", roles[part.tagName]);
  for (const head of heads) head.setAttribute("role", "columnheader");
  for (const { row } of lines) row.cells[0].setAttribute("role", "rowheader");

  /* Order: by a column, or as in the report. */
  const collator = new Intl.Collator("nl", { numeric: true });
  const number = ({ row }) => Number.parseFloat(row.cells[2].dataset.order ?? "") || 0;
  const keys = {
    0: (line) => line.row.cells[0].textContent, 2: number,
    5: (line) => verdicts.indexOf(line.oordeel),
    6: (line) => line.row.cells[6].textContent || "\uffff",
  };
  const sorted = (shown, column, direction) => {
    if (column === "1") return direction === "desc" ? [...shown].reverse() : shown;
    const key = new Map(shown.map((line) => [line, keys[column](line)]));
    const sign = direction === "desc" ? -1 : 1;
    const compare = (one, two) =>
      typeof one === "number" ? one - two : collator.compare(one, two);
    return [...shown].sort((one, two) => sign * compare(key.get(one), key.get(two)));
  };

  let sorting = "";
  const empty = document.createElement("tr");
  empty.innerHTML = `<td colspan="${heads.length}" class="eb-none">Geen enkel getal voldoet hieraan.</td>`;
  const draw = () => {
    const wanted = flat(search.value).split(" ").filter(Boolean);
    let shown = lines.filter((line) =>
      filters.every((filter) => !filter.value || line[filter.dataset.filter] === filter.value)
      && wanted.every((word) => line.text.includes(word)));
    const [column, direction] = sorting.split(" ");
    if (column) shown = sorted(shown, column, direction);
    for (const [body, group] of groups) {
      const rows = column ? [] : shown.filter((line) => line.body === body).map((line) => line.row);
      body.replaceChildren(...(rows.length && group ? [group] : []), ...rows);
    }
    if (column) groups[0][0].replaceChildren(...shown.map((line) => line.row));
    if (!shown.length) groups[0][0].replaceChildren(empty);
    for (const [body] of groups) body.hidden = !body.rows.length;
    heads.forEach((head, place) => {
      if (String(place) === column) head.setAttribute("aria-sort", `${direction}ending`);
      else head.removeAttribute("aria-sort");
    });
    told.textContent = shown.length === lines.length ? `${dutch.format(lines.length)} getallen`
      : `${dutch.format(shown.length)} van ${dutch.format(lines.length)} getallen`;
  };

  /* The fields and the address of the page say the same, so that a choice can be sent to someone. */
  const fields = [["zoek", search], ["volgorde", order], ...filters.map((filter) => [filter.dataset.filter, filter])];
  const remember = () => {
    const address = new URL(location.href);
    for (const [name, field] of fields)
      if (field.value) address.searchParams.set(name, field.value); else address.searchParams.delete(name);
    try { history.replaceState(null, "", address); } catch { /* a browser that forbids it from disk */ }
  };
  const apply = () => { draw(); remember(); };
  const recall = () => {
    const asked = new URLSearchParams(location.search);
    for (const [name, field] of fields) {
      field.value = asked.get(name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    sorting = order.value;
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 150); });
  order.addEventListener("change", () => { sorting = order.value; apply(); });
  for (const field of filters) field.addEventListener("change", apply);
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  const clear = () => { sorting = ""; for (const [, field] of fields) field.value = ""; };
  form.addEventListener("reset", (event) => { event.preventDefault(); clear(); apply(); });

  /* A header sorts: up, down, and back to the order of the report. */
  const next = { "": "asc", asc: "desc", desc: "" };
  heads.forEach((head, place) => {
    if (!head.classList.contains("eb-sorted")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "eb-sort";
    button.textContent = head.textContent;
    button.setAttribute("aria-label", `${head.textContent}: sorteer hierop`);
    head.replaceChildren(button);
    head.addEventListener("click", () => {
      const [column, direction] = sorting.split(" ");
      const turned = next[column === String(place) ? direction : ""];
      sorting = turned ? `${place} ${turned}` : "";
      order.value = [...order.options].some((option) => option.value === sorting) ? sorting : "";
      apply();
    });
  });

  /* More about a line: loaded when a reader asks for the first. */
  const known = {};
  window.registerMeer = (texts) => { Object.assign(known, texts); };
  const loading = new Map();
  const load = (edition) => {
    if (!loading.has(edition)) loading.set(edition, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${document.documentElement.dataset.content_root}_static/register-${edition}.js`;
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    }));
    return loading.get(edition);
  };
  for (const { row, editie } of lines) {
    const name = row.cells[0].textContent;
    const more = document.createElement("details");
    more.className = "eb-more";
    more.innerHTML = '<summary>Meer<span class="eb-visually-hidden"></span></summary><dl></dl>';
    more.querySelector("span").textContent = ` over ${name}, ${row.cells[1].textContent}`;
    more.addEventListener("toggle", async () => {
      const list = more.querySelector("dl");
      if (!more.open || list.childElementCount) return;
      await load(editie).then(() => { list.innerHTML = known[row.id] ?? ""; }, () => {
        list.innerHTML = "<dt>Niet te laden</dt><dd>Het bestand met de toelichting ontbreekt.</dd>";
      });
    });
    row.cells[0].append(more);
  }

  /* A link to a line works whatever was filtered out. */
  const goToTarget = () => {
    const target = lines.find(({ row }) => row.id === decodeURIComponent(location.hash.slice(1)))?.row;
    for (const { row } of lines) row.classList.toggle("eb-here", row === target);
    if (!target) return;
    if (!target.isConnected) { clear(); apply(); }
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start", behavior: "instant" });
  };
  window.addEventListener("hashchange", goToTarget);
  table.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (link && link.hash && link.hash === location.hash && link.pathname === location.pathname) goToTarget();
  });

  recall();
  form.hidden = false;
  if (fields.some(([, field]) => field.value)) draw();
  goToTarget();
})();
