/* The register of printed numbers: search, filters and order. Without this file the whole table is there. */
"use strict";

(() => {
  const table = document.querySelector("table.eb-register");
  const form = document.querySelector(".eb-register-form");
  if (!table || !form || !window.DataTable) return;
  const search = form.querySelector("#register-zoek");
  const order = form.querySelector("#register-volgorde");
  const filters = [...form.querySelectorAll("[data-filter]")];
  const told = document.querySelector(".eb-register-count [role=status]");
  const total = table.tBodies[0].rows.length;

  const of = {
    oordeel: (row) => row.dataset.verdict,
    hoofdstuk: (row) => row.dataset.chapter,
    editie: (row) => row.dataset.edition,
    bevinding: (row) => (row.querySelector('a[href*="#bevinding-"]') ? "met" : "zonder"),
  };
  const register = new window.DataTable(table, {
    paging: false,
    info: false,
    autoWidth: false,
    order: [],
    columnDefs: [{ targets: "eb-unsorted", orderable: false }],
    layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: null },
    language: {
      emptyTable: "Het register is leeg.",
      zeroRecords: "Geen enkel getal voldoet hieraan.",
      aria: {
        orderable: ": sorteer hierop",
        orderableReverse: ": keer de volgorde om",
        orderableRemove: ": terug naar de volgorde van het rapport",
      },
    },
  });
  const allows = (row) => filters.every((filter) => !filter.value || of[filter.dataset.filter](row) === filter.value);
  register.search.fixed("keuze", (text, data, index) => allows(register.row(index).node()));

  const dutch = new Intl.NumberFormat("nl-NL");
  const tell = () => {
    const shown = register.rows({ search: "applied" }).count();
    told.textContent = shown === total ? `${dutch.format(total)} getallen`
      : `${dutch.format(shown)} van ${dutch.format(total)} getallen`;
  };
  register.on("draw", tell);

  /* The fields and the address of the page say the same, so that a choice can be sent to someone. */
  const fields = [["zoek", search], ["volgorde", order], ...filters.map((filter) => [filter.dataset.filter, filter])];
  const remember = () => {
    const address = new URL(location.href);
    for (const [name, field] of fields)
      if (field.value) address.searchParams.set(name, field.value); else address.searchParams.delete(name);
    try { history.replaceState(null, "", address); } catch { /* a browser that forbids it from disk */ }
  };
  const apply = () => {
    const [column, direction] = order.value.split(" ");
    register.order(order.value ? [[Number(column), direction]] : []).search(search.value).draw();
    remember();
  };
  const recall = () => {
    const asked = new URLSearchParams(location.search);
    for (const [name, field] of fields) {
      field.value = asked.get(name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 150); });
  for (const field of [order, ...filters]) field.addEventListener("change", apply);
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  const clear = () => { for (const [, field] of fields) field.value = ""; };
  form.addEventListener("reset", (event) => { event.preventDefault(); clear(); apply(); });
  register.on("order", () => {
    const now = register.order().filter(([, direction]) => direction);
    const value = now.length ? `${now[0][0]} ${now[0][1]}` : "";
    order.value = [...order.options].some((option) => option.value === value) ? value : "";
  });

  /* A link to a line works whatever was filtered out. */
  const rows = register.rows().nodes().toArray();
  const goToTarget = () => {
    const row = rows.find((each) => each.id === decodeURIComponent(location.hash.slice(1)));
    for (const each of rows) each.classList.toggle("eb-here", each === row);
    if (!row) return;
    if (!row.isConnected) { clear(); apply(); }
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "start", behavior: "instant" });
  };
  window.addEventListener("hashchange", goToTarget);
  table.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (link && link.hash && link.hash === location.hash && link.pathname === location.pathname) goToTarget();
  });

  recall();
  form.hidden = false;
  apply();
  goToTarget();
})();
