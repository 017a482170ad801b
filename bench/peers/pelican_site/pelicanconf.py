"""Pelican's settings: the pages that diglot makes, each list once."""

SITENAME = "Digest"
SITEURL = "https://digest.example"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%Y-%m-%d"
DEFAULT_PAGINATION = 100
PAGINATED_TEMPLATES = {"tag": 100, "category": 100}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/{number}.html", "{base_name}/{number}.html"),
)
DIRECT_TEMPLATES = ("index", "tags", "categories")
ARTICLE_URL = ARTICLE_SAVE_AS = "a/{slug}.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "sources/{slug}.html"
TAGS_SAVE_AS = "tags/index.html"
CATEGORIES_SAVE_AS = "sources/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ""
DAY_ARCHIVE_SAVE_AS = DAY_ARCHIVE_URL = "{date:%Y}/{date:%m}/{date:%d}.html"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL = "{date:%Y}/{date:%m}.html"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL = "{date:%Y}.html"
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = "sources/{slug}.xml"
TAG_FEED_ATOM = "tags/{slug}.xml"
TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 50
SUMMARY_MAX_LENGTH = 50
SLUGIFY_SOURCE = "title"
STATIC_PATHS: list[str] = []
MARKDOWN = {
    "extensions": [
        "markdown.extensions.tables",
        "markdown.extensions.fenced_code",
        "markdown.extensions.meta",
    ],
    "output_format": "html5",
}
