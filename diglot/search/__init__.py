"""Search: from published articles to the static index that `templates/static/search.js` reads."""
