// Says that this page was read: no cookie, nothing about the reader. Not where the browser is told not to be tracked.
(() => {
  const script = document.currentScript;
  const objects = navigator.globalPrivacyControl === true || [navigator.doNotTrack, window.doNotTrack].includes("1");
  if (!script || !window.fetch || objects) return;
  const { page, to } = script.dataset;

  const send = () => {
    const body = new URLSearchParams({ page });
    fetch(to, { method: "POST", body, credentials: "omit", keepalive: true, cache: "no-store" }).catch(() => {});
  };
  // A page in a tab that nobody has looked at, or that was made ready beforehand, was not read yet
  const whenSeen = () => {
    if (document.prerendering) document.addEventListener("prerenderingchange", whenSeen, { once: true });
    else if (document.visibilityState === "visible") send();
    else document.addEventListener("visibilitychange", whenSeen, { once: true });
  };
  whenSeen();
  // Back to a page that the browser kept: read once more, as when it is loaded anew
  window.addEventListener("pageshow", (event) => { if (event.persisted) whenSeen(); });
})();
