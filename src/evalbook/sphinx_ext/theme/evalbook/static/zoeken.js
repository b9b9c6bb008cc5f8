/* The search page: finds every word of the book, its other forms and compounds that end with it.
   Works from disk: the index is a script, and so is the text of each page. */
"use strict";

const Zoeken = (() => {
  const MOST = 20; // results at a time
  const SHORTEST_TAIL = 4; // letters, of a word that compounds are found by
  const WORD = /\d+(?:[.,]\d+)+|[\p{L}\p{N}_]+/gu;
  const flat = (text) => text.replace(/[\u00ad\u200b]/g, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => flat(text).match(WORD) ?? [];

  /* The key of a word, made as in search_words.py. */
  const stemmer = new Stemmer();
  const hard = { v: "f", z: "s" };
  const stemmed = (word) => {
    for (let round = 0; round < 4; round += 1) {
      let stem = stemmer.stemWord(word.replace(/(?<=[\p{L}\p{N}_]{3}[aeiou])s$/u, ""));
      stem = stem.replace(/([^\P{L}aeiou])\1$/u, "$1");
      stem = stem.slice(0, -1) + (hard[stem.at(-1)] ?? stem.slice(-1));
      if (stem === word) break;
      word = stem;
    }
    return word;
  };
  const keyOf = (word) => { const stem = stemmed(word); return index.same[stem] ?? stem; };

  /* The index: pages, places with their page, and each key with its forms and places. */
  const index = { pages: [], places: [], keys: new Map(), forms: new Set(), same: {} };
  const read = (given) => {
    index.same = given.gelijk;
    index.pages = given.paginas.map(([address, title], rank) => ({ address, title, rank, texts: null }));
    given.plaatsen.forEach((places, page) => places.forEach(([anchor, title], number) => {
      index.places.push({ page: index.pages[page], anchor, title, number, rank: index.places.length });
    }));
    for (const line of given.woorden.split("\n")) {
      const [key, forms, steps] = line.split("|");
      const found = { key, forms: forms ? forms.split(" ") : [key], everywhere: steps[0] === "!", steps };
      index.keys.set(key, found);
      for (const form of found.forms) index.forms.add(form);
    }
  };
  const placesOf = (found) => {
    if (!found.places) {
      let at = 0;
      found.places = found.steps.replace("!", "").split(" ").map((step) => (at += Number.parseInt(step, 36)));
    }
    return found.places;
  };

  /* A compound is found by its last part where its first part is a word of the book too. */
  const isWord = (head) => index.forms.has(head) || index.keys.has(keyOf(head));
  const isHead = (head) => head.length > 1 && (isWord(head)
    || ["s", "en", "e", "n"].some((link) => head.endsWith(link) && head.length - link.length > 2
      && isWord(head.slice(0, -link.length))));
  const endsWith = (found, key) => found.key.length > key.length && found.key.endsWith(key)
    && isHead(found.key.slice(0, -key.length));

  /* What a typed word stands for: its own key first, then compounds, else what begins with it. */
  const meant = (word) => {
    const key = keyOf(word);
    const own = index.keys.get(key);
    const found = own ? [own] : [];
    if (word.length >= SHORTEST_TAIL && /^\p{L}/u.test(word))
      for (const other of index.keys.values()) if (endsWith(other, key)) found.push(other);
    if (!found.length && /^\d{4,}$/.test(word)) { // 578947 for 578.947
      const dotted = index.keys.get(word.replace(/\B(?=(\d{3})+$)/g, "."));
      if (dotted) found.push(dotted);
    }
    if (!found.length && word.length > 2)
      for (const other of index.keys.values())
        if (other.forms.some((form) => form.startsWith(word))) found.push(other);
    return found;
  };

  const find = (query) => {
    const typed = [...new Set(wordsOf(query))];
    const telling = typed.filter((word) => !stopwords.includes(word));
    const parts = (telling.length ? telling : typed).map((word) => ({ word, found: meant(word) }));
    if (!parts.length || parts.some((part) => !part.found.length)) return { parts, results: [] };
    const sets = parts.map((part) => {
      const scores = new Map();
      part.found.forEach((found, turn) => {
        for (const place of placesOf(found)) if (!scores.has(place)) scores.set(place, turn ? 1 : 3);
      });
      return { scores, everywhere: part.found.some((found) => found.everywhere) };
    });
    let needed = sets.filter((set) => !set.everywhere);
    if (!needed.length) needed = sets.slice(0, 1);
    let ranks = [...needed[0].scores.keys()].filter((place) => needed.every((set) => set.scores.has(place)));
    if (!ranks.length) ranks = onOnePage(needed);
    const forms = new Set(parts.flatMap((part) => part.found.flatMap((found) => found.forms)));
    const results = ranks.map((rank) => {
      const place = index.places[rank];
      const inTitle = wordsOf(place.title).filter((word) => forms.has(word)).length;
      const score = needed.reduce((sum, set) => sum + (set.scores.get(rank) ?? 0), 0)
        + 4 * Math.min(inTitle, 2) + standing(place);
      return { place, score };
    });
    results.sort((one, two) => two.score - one.score || one.place.rank - two.place.rank);
    return { parts, results, forms };
  };
  /* Chapters before the audit, text and exhibits before lines of a calculation, lists last. */
  const standing = ({ page, anchor }) =>
    (page.address.startsWith("book/executed/") ? 2 : page.address.startsWith("book/audit/") ? -3 : 0)
    + (/^(claim-|cel-)|\./.test(anchor) ? -6 : 0)
    + (/book\/(exhibits|trefwoorden)$/.test(page.address) ? -6 : 0);
  const onOnePage = (sets) => {
    const pages = sets.map((set) => new Set([...set.scores.keys()].map((place) => index.places[place].page)));
    return [...sets[0].scores.keys()].filter((place) => pages.every((page) => page.has(index.places[place].page)));
  };

  /* What someone may have meant: words of the book one or two letters away. */
  const distance = (one, two) => {
    let row = Array.from({ length: two.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= two.length; j += 1)
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === two[j - 1] ? 0 : 1));
      row = next;
    }
    return row[two.length];
  };
  const nearest = (word) => [...index.forms]
    .filter((form) => Math.abs(form.length - word.length) < 3 && /^\p{L}+$/u.test(form))
    .map((form) => [distance(word, form), form])
    .filter(([far]) => far <= (word.length > 5 ? 2 : 1))
    .sort(([one], [two]) => one - two).slice(0, 3).map(([, form]) => form);

  /* Loading: scripts, since a page on disk may read nothing else. */
  const root = document.documentElement.dataset.content_root;
  const load = (file) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}_static/${file}`;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(file)));
    document.head.append(script);
  });
  let ready = null;
  const prepare = () => { ready ??= load("zoekindex.js"); return ready; };
  const textOf = async (place) => {
    const { page } = place;
    page.loading ??= load(`zoektekst/${page.rank}.js`);
    await page.loading;
    return page.texts[place.number] ?? "";
  };

  return {
    MOST, find, flat, keyOf, index, meant, nearest, placesOf, prepare, read, textOf, wordsOf,
    texts: (page, texts) => { index.pages[page].texts = texts; },
  };
})();
const zoekIndex = Zoeken.read;
const zoekTekst = Zoeken.texts;

(() => {
  const out = document.getElementById("search-results");
  const field = document.getElementById("zoekveld");
  const form = field.form;
  const root = document.documentElement.dataset.content_root;
  const letter = /[\p{L}\p{N}_]/u;

  const element = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  };

  /* The sentence around the first word found, with every found word in it marked. */
  const sentence = (text, forms) => {
    const line = text.split("\n").find((one) => Zoeken.wordsOf(one).some((word) => forms.has(word)));
    if (!line) return null;
    const spots = [...line.matchAll(/\d+(?:[.,]\d+)+|[\p{L}\p{N}\p{M}_\u00ad]+/gu)]
      .filter(([word]) => Zoeken.wordsOf(word).some((one) => forms.has(one)))
      .map((spot) => [spot.index, spot.index + spot[0].length]);
    if (!spots.length) return null;
    let start = Math.max(line.lastIndexOf(". ", spots[0][0]) + 2, 0);
    if (start === 1) start = 0;
    if (spots[0][0] - start > 120) start = line.indexOf(" ", spots[0][0] - 100) + 1;
    let end = line.indexOf(". ", spots[0][1]) + 1 || line.length;
    if (end - start > 260) end = Math.max(line.lastIndexOf(" ", start + 250), spots[0][1]);
    const shown = element("p");
    if (start) shown.append("… ");
    let at = start;
    for (const [from, to] of spots.filter(([, to]) => to <= end)) {
      shown.append(line.slice(at, from), element("mark", "", line.slice(from, to)));
      at = to;
    }
    shown.append(line.slice(at, end), end < line.length && !/[.!?]$/.test(line.slice(0, end)) ? " …" : "");
    return shown;
  };

  const addressOf = (place, forms) => {
    const marked = [...forms].filter((word) => word.length > 1).slice(0, 12).join(" ");
    const anchor = place.anchor ? `#${encodeURIComponent(place.anchor)}` : "";
    return `${root}${place.page.address}.html?markeer=${encodeURIComponent(marked)}${anchor}`;
  };

  const item = ({ place }, forms) => {
    const shown = element("li");
    const title = place.title || place.page.title;
    const link = element("a", "", title[0].toUpperCase() + title.slice(1));
    link.href = addressOf(place, forms);
    shown.append(link);
    if (place.title && place.title !== place.page.title)
      shown.append(" ", element("span", "eb-result-page", `in ${place.page.title}`));
    Zoeken.textOf(place).then((text) => {
      const found = sentence(text, forms);
      if (found) shown.append(found);
    }, () => { /* the text is a help; without it the link still leads there */ });
    return shown;
  };

  const tellNothing = (parts) => {
    out.replaceChildren(element("p", "eb-search-count",
      "Niets gevonden. Controleer de spelling, of zoek op minder woorden."));
    for (const { word } of parts.filter((part) => !part.found.length)) {
      const near = Zoeken.nearest(word);
      if (!near.length) continue;
      const line = element("p", "", `Bij ‘${word}’: bedoelde u `);
      near.forEach((form, place) => {
        const link = element("a", "", form);
        link.href = `?q=${encodeURIComponent(form)}`;
        line.append(place === 0 ? "" : place === near.length - 1 ? " of " : ", ", link);
      });
      line.append("?");
      out.append(line);
    }
  };

  const show = (query) => {
    const { parts, results, forms } = Zoeken.find(query);
    document.title = `${query} – zoeken`;
    if (!results.length) { tellNothing(parts); return; }
    const count = results.length;
    const head = element("p", "eb-search-count", count === 1 ? "1 plaats gevonden" : `${count} plaatsen gevonden`);
    const list = element("ol", "eb-results");
    const more = element("button", "eb-button", "Meer plaatsen tonen");
    more.type = "button";
    let at = 0;
    const add = () => {
      const first = list.children.length;
      for (const result of results.slice(at, at + Zoeken.MOST)) list.append(item(result, forms));
      at += Zoeken.MOST;
      more.hidden = at >= count;
      if (first) list.children[first].querySelector("a").focus();
    };
    more.addEventListener("click", add);
    add();
    out.replaceChildren(head, list, more);
  };

  const ask = async (query) => {
    if (!Zoeken.wordsOf(query).length) { out.replaceChildren(); return; }
    try { await Zoeken.prepare(); } catch {
      out.replaceChildren(element("p", "eb-search-count", "Zoeken lukt niet: het bestand met woorden ontbreekt."));
      return;
    }
    show(query);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set("q", field.value);
    try { history.replaceState(null, "", address); } catch { /* a browser that forbids it from disk */ }
    ask(field.value);
  });
  field.addEventListener("focus", Zoeken.prepare, { once: true });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { field.value = asked; ask(asked); }
})();
