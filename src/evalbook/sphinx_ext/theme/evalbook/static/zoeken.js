/* The search page: Sphinx's own index and ranking, our own results, in Dutch, from disk too. */
"use strict";

let teksten = {};
const zoekTekst = (inhoud) => { teksten = inhoud; };

/* Sphinx ignores terms that are only digits; a reader of this book looks for them. */
const ontleed = Search._parseQuery;
Search._parseQuery = (vraag) => {
  const ontleding = ontleed(vraag);
  for (const woord of splitQuery(vraag.toLowerCase()))
    if (/^\d+$/.test(woord)) { ontleding[1].add(woord); ontleding[3].add(woord); }
  return ontleding;
};

/* The words around the first place where a term stands, with the term marked. */
const fragment = (pagina, termen) => {
  const tekst = teksten[pagina] || "";
  const klein = tekst.toLowerCase();
  const grens = (plaats) => plaats === 0 || !/[\p{Letter}\p{Number}]/u.test(klein[plaats - 1]);
  const plaatsen = [];
  for (const term of termen) {
    let plaats = klein.indexOf(term);
    while (plaats > 0 && !grens(plaats)) plaats = klein.indexOf(term, plaats + 1);
    if (plaats < 0) plaats = klein.indexOf(term);
    if (plaats >= 0) plaatsen.push([plaats, term.length]);
  }
  if (!plaatsen.length) return null;
  const [plaats, gevonden] = plaatsen[0];
  let lengte = gevonden;
  while (/[\p{Letter}\p{Number}]/u.test(klein[plaats + lengte] || "")) lengte += 1;
  let begin = Math.max(plaats - 90, 0);
  if (begin) begin = klein.indexOf(" ", begin) + 1;
  let eind = Math.min(plaats + lengte + 130, tekst.length);
  if (eind < tekst.length) eind = Math.max(klein.lastIndexOf(" ", eind), plaats + lengte);
  const alinea = document.createElement("p");
  const merk = document.createElement("mark");
  merk.textContent = tekst.slice(plaats, plaats + lengte);
  alinea.append(begin ? "… " : "", tekst.slice(begin, plaats), merk,
    tekst.slice(plaats + lengte, eind), eind < tekst.length ? " …" : "");
  return alinea;
};

const plat = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

const toon = (resultaten, termen) => {
  const uit = document.getElementById("search-results");
  const aantal = resultaten.length;
  const kop = document.createElement("p");
  kop.className = "eb-search-count";
  kop.textContent = aantal === 0
    ? "Niets gevonden. Controleer de spelling, of zoek op minder woorden."
    : aantal === 1 ? "1 plaats gevonden" : `${aantal} plaatsen gevonden`;
  const lijst = document.createElement("ol");
  lijst.className = "eb-results";
  const wortel = document.documentElement.dataset.content_root;
  for (const [pagina, titel, anker] of resultaten) {
    const [boven, onder] = titel.includes(" > ") ? titel.split(/ > (.*)/s) : [null, titel];
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${wortel}${pagina}.html${anker || ""}`;
    link.textContent = plat(onder);
    item.append(link);
    if (boven) {
      const plek = document.createElement("span");
      plek.className = "eb-result-page";
      plek.textContent = `in ${plat(boven)}`;
      item.append(" ", plek);
    } else {
      const alinea = fragment(pagina, termen);
      if (alinea) {
        item.append(alinea);
        const woord = alinea.querySelector("mark").textContent;
        link.href += `#:~:text=${encodeURIComponent(woord).replaceAll("-", "%2D")}`;
      }
    }
    lijst.append(item);
  }
  uit.replaceChildren(kop, lijst);
};

Search.performSearch = (vraag) =>
  Search.hasIndex() ? Search.query(vraag) : Search.deferQuery(vraag);

Search.query = (vraag) => {
  const ontleding = Search._parseQuery(vraag);
  const resultaten = Search._performSearch(...ontleding).reverse();
  document.title = `${vraag} – zoeken`;
  toon(resultaten, [...ontleding[3]]);
};
