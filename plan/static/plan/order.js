/* Actions are put in order by dragging and by the arrow buttons, and each move is saved at once.
   Without this script the buttons send the form, and the page comes back in the new order. */
(function () {
  "use strict";

  var body = document.querySelector("[data-order]");
  var form = document.querySelector("form[data-order-form]");
  if (!body || !form || !window.fetch) return;
  var says = document.querySelector("[data-order-says]");
  var saving = false;
  var again = false;
  var dragged = null;
  var dropped = false;
  var before = null; // what stood after the dragged row, to put it back where it is not dropped

  function say(words) {
    says.classList.remove("w-sr-only");
    says.textContent = words;
  }

  function rows() {
    return Array.from(body.querySelectorAll("tr[data-action]"));
  }

  function settle() {
    var all = rows();
    all.forEach(function (row, place) {
      var arrows = row.querySelectorAll("button[name=move]");
      arrows[0].disabled = place === 0;
      arrows[1].disabled = place === all.length - 1;
    });
  }

  function seen(mark) {
    document.querySelectorAll("form[data-order-form] input[name=seen]").forEach(function (field) {
      if (mark) field.value = mark;
    });
    return form.querySelector("input[name=seen]").value;
  }

  function save(words) {
    if (saving) {
      again = words;
      return;
    }
    saving = true;
    var data = new FormData(form);
    data.set("seen", seen());
    data.set("order", rows().map(function (row) { return row.dataset.action; }).join(","));
    fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then(function (answer) { return answer.json(); })
      .then(function (told) {
        if (told.problem) throw new Error(told.problem);
        seen(told.seen);
        say(words);
        saving = false;
        if (again) {
          words = again;
          again = false;
          save(words);
        }
      })
      .catch(function (error) {
        // nothing more is sent: what stands here is no longer what is kept
        say((error.message && error.name === "Error" ? error.message : "The order could not be saved.") + " Load the page again.");
      });
  }

  function told(row) {
    return row.querySelector(".plan-title b").textContent + " is now at place " + (rows().indexOf(row) + 1) + " of " + rows().length + ".";
  }

  body.addEventListener("click", function (event) {
    var button = event.target.closest("button[name=move]");
    if (!button) return;
    event.preventDefault();
    var row = button.closest("tr");
    var up = button.value.indexOf("up-") === 0;
    var other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    body.insertBefore(row, up ? other : other.nextElementSibling);
    settle();
    (button.disabled ? row.querySelector("button[name=move]:not(:disabled)") : button).focus();
    save(told(row));
  });

  body.querySelectorAll("[data-handle]").forEach(function (handle) {
    handle.hidden = false;
    handle.draggable = true;
    handle.addEventListener("dragstart", function (event) {
      dragged = handle.closest("tr");
      before = dragged.nextElementSibling;
      dropped = false;
      dragged.classList.add("plan-dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.dataset.action);
      event.dataTransfer.setDragImage(dragged, 0, 0);
    });
    handle.addEventListener("dragend", function () {
      if (!dragged) return;
      var row = dragged;
      dragged = null;
      row.classList.remove("plan-dragged");
      if (!dropped) body.insertBefore(row, before);
      settle();
      if (row.nextElementSibling !== before) save(told(row));
    });
  });

  body.addEventListener("dragover", function (event) {
    var row = event.target.closest("tr[data-action]");
    if (!dragged || !row) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    if (row === dragged) return;
    var box = row.getBoundingClientRect();
    body.insertBefore(dragged, event.clientY < box.top + box.height / 2 ? row : row.nextElementSibling);
  });
  body.addEventListener("drop", function (event) {
    if (!dragged) return;
    event.preventDefault();
    dropped = true;
  });
})();
