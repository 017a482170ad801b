// docs/search.md says how it works.
(() => {
  const script = document.currentScript.src, root = new URL("..", script), page = document.documentElement;
  const $ = (id) => document.getElementById(id), all = (list, make) => Promise.all([...list].map(make));
  const form = $("search"), status = $("status"), results = $("results"), more = $("more"), fallback = $("fallback");
  const fields = form.elements, { q, period } = fields, kinds = ["lang", "source", "tag"];
  const ui = page.lang.split("-")[0], nth = page.dataset.langs.split(" ").indexOf(ui);
  const HAN = "\\u3005-\\u3007\\u3041-\\u30ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
  const TOKEN = RegExp(`([${HAN}]+)|cve-\\d{4}(-\\d+)?|((?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
  const files = new Map(), shards = new Map(), names = new Map();
  let directory, variants, marked, wait, found = [], shown = 0, turn = 0;

  if (location.protocol == "file:") return void ($("offline").hidden = false);

  const read = async (path) => {
    const answer = await fetch(new URL(`search/${path}.bin`, root));
    if (!answer.ok) throw path;
    const raw = new Uint8Array(await answer.arrayBuffer());
    if (raw[0] != 31 || raw[1] != 139) return raw;
    return new Uint8Array(await new Response(new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  };
  const load = (path) => files.get(path) ?? files.set(path, read(path)).get(path);
  const text = (raw) => new TextDecoder().decode(raw), bytes = (words) => new TextEncoder().encode(words);
  const hex = (number) => number.toString(16);
  const hash = (words) => bytes(words).reduce((sum, byte) => (sum * 256 + byte) % 1000000007, 0) * 40503 % 65521;
  const varints = (raw, at = 0) => ({
    next() {
      let sum = 0, unit = 1, byte;
      do { byte = raw[at++]; sum += (byte & 127) * unit; unit *= 128; } while (byte > 127);
      return sum;
    },
    take: (size) => raw.subarray(at, at += size),
    done: () => at >= raw.length,
  });

  const fold = (words) => {
    words = words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
    return variants ? words.replace(/./gu, (sign) => variants.get(sign) ?? sign) : words;
  };
  const tokens = (words) => Array.from(fold(words).replace(/\bcve-\d{0,3}$/, "cve").matchAll(TOKEN), ([word, han]) => {
    const signs = [...word];
    if (!han) return { word, terms: [signs.slice(0, 32).join("")], open: signs.length > (signs[3] == "-" ? 8 : 2) };
    return { word, han, terms: signs[1] ? signs.slice(1).map((sign, at) => signs[at] + sign) : signs };
  });

  const shard = async (path) => {
    if (!shards.has(path)) {
      const raw = varints(await load(path)), terms = text(raw.take(raw.next())).split("\n");
      const sizes = terms.map(raw.next);
      shards.set(path, terms.map((term, nth) => [term, raw.take(sizes[nth])]));
    }
    return shards.get(path);
  };
  const find = async (term, open) => {
    const signs = [...term], cve = signs[3] == "-", size = term.includes(":") ? term.length : cve ? 8 : 3;
    const head = hash(signs.slice(0, size).join("")), rest = signs[cve ? 9 : size], levels = new Map();
    const add = (number, level) => levels.set(number, Math.max(level, levels.get(number) ?? 0));
    const steps = open && !rest ? Array(directory.fan).keys() : [rest ? rest.codePointAt() % directory.fan : 0];
    const paths = Array.from(steps, (step) => "t/" + hex((head + step) % directory.shards));
    await all([...paths, "n/" + hex(head % directory.newest)], async (path) => all(await shard(path), async ([each, list]) => {
      if (open ? !each.startsWith(term) : each != term) return;
      const raw = varints(list.length ? list : await load("l/" + Array.from(bytes(each), hex).join("")));
      for (let code = raw.next(); ; code -= raw.next()) {
        add(Math.floor(code / 4), code % 4);
        if (raw.done()) return;
      }
    }));
    return levels;
  };
  const common = (maps, join) => {
    const [least, ...others] = maps.sort((a, b) => a.size - b.size), both = new Map();
    for (const [number, value] of least) {
      if (others.every((map) => map.has(number))) both.set(number, join([value, ...others.map((map) => map.get(number))]));
    }
    return both;
  };
  const query = async () => {
    const asked = tokens(q.value);
    let unknown;
    const scores = await all(asked, async ({ han, terms, open }) => {
      const maps = await all(terms, (term) => find(term, open));
      unknown ||= han && maps.some((map) => !map.size);
      return common(maps, (levels) => 2 ** Math.min(...levels));
    });
    if (unknown && !variants) {
      variants = new Map(text(await load("variants")).match(/../gu).map((pair) => [...pair]));
      return query();
    }
    const passed = await all(kinds.filter((kind) => fields[kind].value), (kind) => find(kind + ":" + fields[kind].value));
    marked = asked[0] && RegExp(asked.map(({ han, word }) => han ?? `(?<![a-z\\d])${word}`).join("|"), "gu");
    if (!asked[0] && !passed[0]) return;
    const sets = [...scores, ...passed.map((map) => new Map(Array.from(map.keys(), (number) => [number, 0])))];
    return [...common(sets, (each) => each.reduce((sum, score) => sum + score))]
      .filter(([number]) => date(number).startsWith(period.value)).sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  };
  const date = (number) => new Date(Math.floor(number / directory.stride) * 864e5).toISOString().slice(0, 10);

  const put = (parent, name, content, more = {}) => {
    const node = document.createElement(name);
    node.append(...content);
    for (const key in more) if (more[key]) node.setAttribute(key, more[key]);
    parent.append(node, " ");
    return node;
  };
  const mark = (node) => {
    const words = node.data, same = Array.from(words, (sign) => fold(sign).length == sign.length ? fold(sign) : sign).join("");
    for (const { 0: hit, index } of marked ? [...same.matchAll(marked)].reverse() : []) {
      node.splitText(index + hit.length);
      const part = node.splitText(index), mark = document.createElement("mark");
      part.replaceWith(mark);
      mark.append(part);
    }
  };
  const entry = (number, [, id, code, title, titleCode, lead, slug, tags = [], badges = [], made = {}]) => {
    const [ownCode, own, ownLead] = made[ui] ?? [], item = put(results, "li", []), day = date(number);
    const other = (code) => code != page.lang && code;
    put(put(item, "h2", []), "a", [own || title], {
      href: `${root}a/${id.slice(0, 2)}/${id}.html` + (nth ? "#" + ui : ""), lang: other(own ? ownCode : titleCode),
    });
    if (own) put(item, "p", [title], { class: "other", lang: other(titleCode) });
    if (ownLead || lead) mark(put(item, "p", [ownLead || lead], { class: "lead", lang: other(ownLead ? ownCode : code) }).firstChild);
    const meta = put(item, "p", [], { class: "meta ui" });
    const link = (kind, slug, name = names.get(kind + slug) ?? slug) => put(meta, "a", [name], {
      class: kind == "tag" ? kind : "from", href: `${root}${ui}/${kind}s/${slug}.html`,
    });
    if (slug) link("source", slug);
    if (day > "1971") put(meta, "time", [new Date(day).toLocaleDateString(ui == "en" ? "en-GB" : ui, { dateStyle: "medium", timeZone: "UTC" })], { datetime: day });
    for (const each of tags) link("tag", ...each.split("\t"));
    for (const name of badges[nth]?.split(" ") ?? []) if (results.dataset[name]) put(meta, "span", [results.dataset[name]], { class: "badge " + name });
    return item;
  };
  const next = async (own) => {
    const part = found.slice(shown, shown + 10), { chunk } = directory;
    const rows = await all(part, async ([number]) => {
      const near = JSON.parse(text(await load("d/" + hex(Math.floor(number / chunk)))));
      return [number, near.find(([place]) => place == number % chunk)];
    });
    if (own != turn) return;
    if (!shown) results.replaceChildren();
    const [first] = rows.filter(([, row]) => row).map((row) => entry(...row));
    if (shown) first?.querySelector("a").focus();
    more.hidden = (shown += part.length) >= found.length;
  };
  const attempt = async (work) => {
    const own = ++turn, slow = setTimeout(() => { status.textContent = status.dataset.searching; }, 150);
    try {
      const said = await work(own);
      if (own == turn) [status.textContent, fallback.hidden] = [said ?? status.textContent, true];
    } catch {
      files.clear();
      if (own == turn) [status.textContent, fallback.hidden] = [status.dataset.failed, false];
    }
    clearTimeout(slow);
  };
  const search = () => attempt(async (own) => {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", asked.size ? "?" + asked : location.pathname);
    directory ?? await start();
    const hits = await query();
    if (own != turn) return;
    [found, shown] = [hits ?? [], 0];
    await next(own);
    const { none, one, many } = status.dataset, count = found.length;
    return hits ? (count > 1 ? many : count ? one : none).replace("{n}", count.toLocaleString(ui)) : "";
  });
  const start = async () => {
    const held = JSON.parse(text(await load("index"))), called = new Intl.DisplayNames(ui, { type: "language" });
    for (const kind of [...kinds, "period"]) {
      held[kind].forEach(([key, count, ...own], at) => {
        const name = own[nth] ?? own[0] ?? (kind == "lang" ? called.of(key) : key);
        names.set(kind + key, name);
        if (at < held.offered) put(fields[kind], "option", [`${name} (${count.toLocaleString(ui)})`], { value: key });
      });
    }
    directory = held;
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = fields[name] ?? {};
      field.value = value;
      if (field.options && field.value != value) put(field, "option", [value], { value, selected: true });
    }
    $("filters").hidden = false;
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 200); });
  more.addEventListener("click", () => attempt(next));
  q.value = new URLSearchParams(location.search).get("q") ?? "";
  attempt(start).then(() => location.search && search());
})();
