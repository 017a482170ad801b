// Remembers the reader's choices; no page needs it.
(() => {
  const root = document.documentElement, on = addEventListener;
  const { langs, lang, views = "" } = root.dataset;
  let kept = {};
  try { kept = localStorage; } catch { /* refused */ }
  const nth = (key) => langs.split(" ").indexOf(key) + 1;
  const can = (key) => views.split(" ").includes(key) && key;
  const asked = () => /^#([a-z]+)(-\d+)?$/.exec(location.hash)?.[1];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const tick = (name, value) => all(`[name=${name}]`).map((box) => { box.checked = box.value == value; });
  const top = (row) => row?.getBoundingClientRect().top;

  const theme = root.dataset.theme = kept["diglot-theme"] || "auto";
  let view = can(asked()) || can(kept["diglot-view"]) || "both";
  const speak = () => { root.dataset.ui = nth(location.hash.slice(1)) || nth(kept["diglot-ui"]); };
  if (lang) kept["diglot-ui"] = lang;
  else speak();

  const watch = new MutationObserver(() => { tick("view", view); tick("theme", theme); });
  watch.observe(root, { childList: true, subtree: true });
  on("DOMContentLoaded", () => watch.disconnect());

  on("change", ({ target: { name, value } }) => {
    if (name == "theme") root.dataset.theme = kept["diglot-theme"] = value;
    if (name != "view") return;
    kept["diglot-view"] = value;
    // What is read keeps its place.
    tick(name, view);
    const row = all(".rows > div").find((row) => top(row) > 0), was = top(row);
    tick(name, view = value);
    if (was < innerHeight) scrollBy(0, top(row) - was);
    history.replaceState(null, "", can(value) ? "#" + value : location.href.split("#")[0]);
  });
  on("hashchange", () => { speak(); tick("view", view = can(asked()) || view); });
  on("click", ({ target }) => {
    const link = target.closest("a");
    // What its sender saw; what its reader prefers.
    if (link?.matches(".pair > a")) link.hash = (can(view) || "p") + "-" + link.text;
    if (lang && kept["diglot-view"] == "both" && link?.hash == "#" + lang) link.hash = "";
  });
})();
