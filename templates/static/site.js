// Remembers the reader's choices; nothing on a page needs it. It runs before the page is painted,
// so that a remembered view or theme does not flash.
(() => {
  const root = document.documentElement, { langs, lang, views = "" } = root.dataset;
  const all = langs.split(" "), can = views.split(" "), page = document;
  const get = (key) => { try { return localStorage.getItem("diglot-" + key); } catch { return null; } };
  const put = (key, value) => { try { localStorage.setItem("diglot-" + key, value); } catch { /* refused */ } };
  const nth = (key) => all.indexOf(key) + 1;
  const asked = () => (/^#([a-z]+)(-\d+)?$/.exec(location.hash) || [])[1];
  const single = (view) => (view !== "both" ? view : "");
  let view = can.includes(asked()) ? asked() : get("view");
  if (!can.includes(view)) view = "both";

  const theme = get("theme");
  if (theme) root.dataset.theme = theme;
  if (lang) put("ui", lang);
  const ui = nth(all.includes(asked()) ? asked() : get("ui"));
  if (ui && !lang) root.dataset.ui = ui;
  if (single(view)) root.dataset.view = nth(view);

  const radio = (name, value) => page.querySelector(`[name=${name}][value="${value}"]`);
  const tick = (name, value) => { const box = radio(name, value); if (box) box.checked = true; return box; };
  // The paragraph that stands at the top keeps its place when the others go.
  const show = (next) => {
    tick("view", view);
    const row = [...page.querySelectorAll(".row")].find((r) => r.getBoundingClientRect().bottom > 99);
    const top = row && row.getBoundingClientRect().top;
    tick("view", view = next);
    if (row && top < innerHeight) scrollBy(0, row.getBoundingClientRect().top - top);
  };

  addEventListener("DOMContentLoaded", () => {
    if (theme) tick("theme", theme);
    if (views) tick("view", view);
    delete root.dataset.view;
    addEventListener("change", ({ target: { name, value } }) => {
      if (name === "theme") put("theme", root.dataset.theme = value);
      if (name === "view") {
        put("view", value);
        show(value);
        history.replaceState(null, "", single(value) ? "#" + value : location.pathname);
      }
    });
    addEventListener("hashchange", () => { if (can.includes(asked())) tick("view", view = asked()); });
    addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link) return;
      // A link to a paragraph shows what its sender saw; a list's link what its reader prefers.
      if (single(view) && link.matches(".pin")) link.hash = link.hash.replace("p", view);
      if (lang && get("view") === "both" && link.hash === "#" + lang) link.hash = "";
    });
  });
})();
