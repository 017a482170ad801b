// The pages that diglot makes, each list once: lists of 100 for tags, sources and days, feeds of 50.
const PAGE = 100;
const FEED = 50;

module.exports = function (config) {
  const newest = (api) => api.getFilteredByGlob("a/*.md").sort((x, y) => y.date - x.date);
  const grouped = (api) => {
    const groups = new Map();
    for (const item of newest(api)) {
      const { topics, source, day } = item.data;
      const keys = [...(topics || []).map((tag) => `tags/${tag}`), `sources/${source}`, `days/${day}`];
      for (const key of keys) {
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(item);
      }
    }
    return groups;
  };
  config.addCollection("latest", (api) => newest(api).slice(0, PAGE));
  config.addCollection("lists", (api) => {
    const lists = [];
    for (const [key, items] of grouped(api)) {
      const total = Math.ceil(items.length / PAGE);
      for (let n = 1; n <= total; n++) {
        const url = n === total ? `/${key}.html` : `/${key}/${n}.html`;
        lists.push({ key, url, n, total, items: items.slice((n - 1) * PAGE, n * PAGE) });
      }
    }
    return lists;
  });
  config.addCollection("feeds", (api) => {
    const fed = new Set(require("./feeds.json"));
    return [...grouped(api)]
      .filter(([key]) => fed.has(key))
      .map(([key, items]) => ({ key, items: items.slice(0, FEED) }));
  });
  config.addCollection("months", (api) => {
    const months = new Map();
    for (const item of newest(api)) {
      const month = item.data.day.slice(0, 7);
      if (!months.has(month)) months.set(month, new Map());
      const days = months.get(month);
      days.set(item.data.day, (days.get(item.data.day) || 0) + 1);
    }
    return [...months].map(([month, days]) => ({ month, days: [...days] }));
  });
  config.addFilter("lead", (html) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").slice(0, 200));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return {
    dir: { input: ".", output: "public", includes: "_includes" },
    markdownTemplateEngine: false,
    templateFormats: ["md", "njk"],
  };
};
