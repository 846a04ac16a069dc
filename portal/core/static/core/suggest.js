/* Suggestions under a search box: arrow keys walk the list, Escape closes it.
   Without this script the list is still a list of buttons that Tab reaches. */
(function () {
  "use strict";

  function choices(list) {
    return Array.from(list.querySelectorAll("button, a"));
  }

  document.addEventListener("keydown", function (event) {
    var box = event.target.closest ? event.target.closest("[data-suggest]") : null;
    if (!box) return;
    var list = box.querySelector(".suggest");
    if (!list) return;
    if (event.key === "Escape" && list.childElementCount) {
      list.replaceChildren();
      var input = box.querySelector("input");
      if (input) input.focus();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var all = choices(list);
    if (!all.length) return;
    var next = all.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    if (next < 0) {
      box.querySelector("input").focus();
    } else {
      all[Math.min(next, all.length - 1)].focus();
    }
  });
})();
