/* Asks before a page with unsaved words is left. Forms opt in with data-guard. */
(function () {
  "use strict";

  var changed = new Set();

  // a form that came back with errors holds words that are saved nowhere
  function noteRefused() {
    document.querySelectorAll("form[data-guard] .errors").forEach(function (errors) {
      changed.add(errors.closest("form"));
    });
  }

  document.addEventListener("DOMContentLoaded", noteRefused);
  document.addEventListener("htmx:afterSettle", noteRefused);
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-guard")) changed.add(form);
  });
  document.addEventListener("submit", function (event) {
    changed.delete(event.target);
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.successful) changed.delete(event.target);
  });
  window.addEventListener("beforeunload", function (event) {
    changed.forEach(function (form) {
      if (!form.isConnected) changed.delete(form);
    });
    if (changed.size) event.preventDefault();
  });
})();
