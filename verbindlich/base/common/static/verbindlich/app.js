// The extra on top of plain forms. Everything works without it.
document.documentElement.classList.add("scripted");
document.addEventListener("DOMContentLoaded", () => {
  // A link to a field leads to it even where it is folded away.
  const wanted = document.getElementById(location.hash.slice(1));
  if (wanted) { const fold = wanted.closest("details"); if (fold) fold.open = true; wanted.focus(); }
  document.querySelectorAll("[data-print]").forEach((b) => b.addEventListener("click", () => window.print()));
  document.querySelectorAll("form[data-confirm]").forEach((f) =>
    f.addEventListener("submit", (e) => { if (!window.confirm(f.dataset.confirm)) e.preventDefault(); }));
  document.querySelectorAll("form[data-unsaved]").forEach(ask);
});
// Leaving with text that is not saved asks first. A form that comes back with what was typed says so: data-unsaved="schon".
function ask(form) {
  let typed = form.dataset.unsaved === "schon";
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (e) => { if (typed) e.preventDefault(); });
}
// One box for all of its page; lists come and go by HTMX.
document.addEventListener("change", (e) => {
  const name = e.target.dataset.check;
  if (name) document.querySelectorAll(`input[name="${name}"]`).forEach((box) => { box.checked = e.target.checked; });
});
// allauth's passkey scripts only log what went wrong; say it where people look.
document.addEventListener("allauth.error", (e) => {
  const note = document.getElementById("key_failed");
  if (!note) return;
  e.preventDefault();
  document.getElementById("inhalt").prepend(note);
  note.hidden = false;
});
