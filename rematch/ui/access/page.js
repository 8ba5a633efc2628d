// Once for every page; told anew what is particular to this one.
(() => {
  const page = window.rematch;
  if (!page.watched) {
    page.watched = true;
    page.watchNames();
    page.watchFocus();
  }
})();
