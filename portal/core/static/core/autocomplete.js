/* Fills the list under a box with data-autocomplete="/address/" from that address's JSON ({name, slug, alias}).
   Choosing one writes its name into the box and presses the button that follows it. suggest.js walks the list.
   Without this script the box is a plain field, and the server offers near matches. */
(function () {
  "use strict";

  var WAIT = 200; // milliseconds after the last key
  var timer = 0;
  var asked = 0;

  function line(match) {
    var item = document.createElement("li");
    var button = document.createElement("button");
    button.type = "button";
    button.dataset.pick = match.name;
    button.textContent = match.name;
    if (match.alias && match.alias.toLowerCase() !== match.name.toLowerCase()) {
      var alias = document.createElement("small");
      alias.textContent = match.alias;
      button.append(alias);
    }
    item.append(button);
    return item;
  }

  function show(input, matches) {
    var list = input.closest("[data-suggest]").querySelector(".suggest");
    list.replaceChildren.apply(list, matches.slice(0, 8).map(line));
  }

  function ask(input) {
    var text = input.value.trim();
    var number = (asked += 1);
    if (text.length < 2) {
      show(input, []);
      return;
    }
    fetch(input.dataset.autocomplete + "?q=" + encodeURIComponent(text), { headers: { Accept: "application/json" } })
      .then(function (answer) {
        return answer.ok ? answer.json() : [];
      })
      .then(function (matches) {
        if (number === asked && input.isConnected) show(input, Array.isArray(matches) ? matches : matches.results || []);
      })
      .catch(function () {
        show(input, []);
      });
  }

  document.addEventListener("input", function (event) {
    var input = event.target;
    if (!input.dataset || !input.dataset.autocomplete) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT, input);
  });
  document.addEventListener("click", function (event) {
    var pick = event.target.closest ? event.target.closest("[data-pick]") : null;
    if (!pick) return;
    var box = pick.closest("[data-suggest]");
    box.querySelector("[data-autocomplete]").value = pick.dataset.pick;
    box.querySelector("button[type=submit]").click();
  });
})();
