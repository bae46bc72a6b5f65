// The few things a page does by itself; each page works without them.
(function () {
  "use strict";
  var root = document.documentElement;
  try {
    var kept = localStorage.getItem("theme");
    if (kept === "dark" || kept === "light") { root.dataset.theme = kept; }
  } catch (error) { /* a browser that keeps nothing shows the system's theme */ }

  // on a phone the sections are one line: the present one is brought into it
  document.addEventListener("DOMContentLoaded", function () {
    var current = document.querySelector(".side a[aria-current]");
    if (current) { current.scrollIntoView({ block: "nearest", inline: "center" }); }
  });

  document.addEventListener("click", function (event) {
    var target = event.target.closest("[data-theme-switch], [data-print]");
    if (!target) { return; }
    if (target.hasAttribute("data-print")) { window.print(); return; }
    var dark = root.dataset.theme === "dark" || (!root.dataset.theme && window.matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch (error) { /* not kept, but shown */ }
  });

  // a select that acts at once submits its form; without this file its button does
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-submit]")) { event.target.form.submit(); }
  });

  // a question that another one leads to hides until it is due; without this file it stays, with words that say when
  function due(control) {
    var field = control.closest(".field");
    var chosen = field.closest("form").querySelector('[name="' + control.dataset.showIf + '"]:checked');
    field.hidden = !chosen || chosen.value !== control.dataset.showValue;
  }
  function allDue() { document.querySelectorAll("[data-show-if]").forEach(due); }
  document.addEventListener("DOMContentLoaded", allDue);
  document.addEventListener("change", allDue);

  // what takes seconds says so: the words and the bar of a form appear when it is sent, and it is sent once
  document.addEventListener("submit", function (event) {
    var bar = document.getElementById(event.target.dataset.busy || "");
    if (!bar || event.defaultPrevented) { return; }
    bar.hidden = false;
    document.querySelectorAll('button[form="' + event.target.id + '"], #' + event.target.id + " button").forEach(function (button) {
      button.setAttribute("aria-disabled", "true");
      button.addEventListener("click", function (again) { again.preventDefault(); });
    });
  });
  // a page that the browser brings back from its memory is not busy
  window.addEventListener("pageshow", function (event) { if (event.persisted) { window.location.reload(); } });

  // forms that cannot be taken back ask first
  document.addEventListener("submit", function (event) {
    var question = event.target.getAttribute("data-confirm");
    if (!question || event.target.dataset.sure) { return; }
    event.preventDefault();
    var dialog = document.getElementById("confirm");
    dialog.querySelector("p").textContent = question;
    dialog.returnValue = "";
    dialog.onclose = function () {
      if (dialog.returnValue === "yes") { event.target.dataset.sure = "1"; event.target.requestSubmit(); }
    };
    dialog.showModal();
  });
})();
