/* Lays a frame on the whole photo, to be dragged or moved with the arrow keys. It sets the form's sliders, which do
   all of it alone where there is no script. */
(function () {
  "use strict";

  var form = document.querySelector("form[data-crop]");
  if (!form) return;
  var whole = form.querySelector("[data-whole]");
  var image = whole.querySelector("img");
  var part = form.querySelector("[data-part]");
  var width = Number(image.getAttribute("width"));
  var height = Number(image.getAttribute("height"));
  var widest = Math.min(width, (height * 5) / 6);
  var sliders = { size: form.elements.size, across: form.elements.across, down: form.elements.down };
  var frame = make("div", "frame");
  var mover = make("button", "mover", "Move the frame: drag it, or use the arrow keys");
  var corner = make("button", "corner", "Size of the frame: drag it, or use the arrow keys");
  var waiting;

  function make(tag, name, label) {
    var element = document.createElement(tag);
    element.className = name;
    if (tag === "button") {
      element.type = "button";
      element.setAttribute("aria-label", label);
    }
    return element;
  }

  function frameWidth() {
    return (widest * sliders.size.value) / 100;
  }

  function put(name, value) {
    var slider = sliders[name];
    slider.value = Math.round(Math.min(slider.max, Math.max(slider.min, value)));
    draw();
  }

  function draw() {
    var across = frameWidth();
    var down = across * 1.2;
    frame.style.inlineSize = (100 * across) / width + "%";
    frame.style.blockSize = (100 * down) / height + "%";
    frame.style.left = ((width - across) * sliders.across.value) / width + "%";
    frame.style.top = ((height - down) * sliders.down.value) / height + "%";
    corner.setAttribute("aria-valuenow", sliders.size.value);
    clearTimeout(waiting);
    waiting = setTimeout(show, 250);
  }

  function show() {
    var address = new URL(part.src);
    Object.keys(sliders).forEach(function (name) {
      address.searchParams.set(name, sliders[name].value);
    });
    if (part.src !== address.href) part.src = address.href;
  }

  // moves by pixels of the photo, as far as there is room
  function move(right, below, from) {
    var roomAcross = width - frameWidth();
    var roomDown = height - frameWidth() * 1.2;
    if (roomAcross > 1) put("across", from.across + (100 * right) / roomAcross);
    if (roomDown > 1) put("down", from.down + (100 * below) / roomDown);
  }

  function now() {
    return {
      size: Number(sliders.size.value),
      across: Number(sliders.across.value),
      down: Number(sliders.down.value),
    };
  }

  function onDrag(handle, act) {
    handle.addEventListener("pointerdown", function (down) {
      var from = now();
      var scale = width / image.getBoundingClientRect().width;
      function drag(event) {
        act((event.clientX - down.clientX) * scale, (event.clientY - down.clientY) * scale, from);
      }
      function end() {
        handle.removeEventListener("pointermove", drag);
      }
      handle.setPointerCapture(down.pointerId);
      handle.addEventListener("pointermove", drag);
      handle.addEventListener("pointerup", end, { once: true });
      handle.addEventListener("pointercancel", end, { once: true });
    });
  }

  function onKeys(handle, keys) {
    handle.addEventListener("keydown", function (event) {
      var step = keys[event.key];
      if (!step) return;
      event.preventDefault();
      put(step[0], now()[step[0]] + step[1] * (event.shiftKey ? 10 : 2));
    });
  }

  corner.setAttribute("role", "slider");
  corner.setAttribute("aria-valuemin", sliders.size.min);
  corner.setAttribute("aria-valuemax", sliders.size.max);
  onDrag(mover, move);
  onDrag(corner, function (right, below, from) {
    put("size", from.size + (100 * right) / widest);
  });
  onKeys(mover, { ArrowLeft: ["across", -1], ArrowRight: ["across", 1], ArrowUp: ["down", -1], ArrowDown: ["down", 1] });
  onKeys(corner, { ArrowLeft: ["size", -1], ArrowDown: ["size", -1], ArrowRight: ["size", 1], ArrowUp: ["size", 1] });
  form.addEventListener("input", draw);
  frame.append(mover, corner);
  whole.append(frame);
  whole.hidden = false;
  form.querySelector("[data-look]").hidden = true;
  draw();
})();
