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
  document.querySelectorAll("[data-shortcut]").forEach((box) => {
    box.checked = localStorage.getItem("shortcut") !== "off";
    box.addEventListener("change", () => localStorage.setItem("shortcut", box.checked ? "on" : "off"));
  });
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
// The box in the header: "/" leads there from anywhere unless somebody switched that off; Escape and leaving close what it suggests.
document.addEventListener("keydown", (e) => {
  const box = document.querySelector("[data-find]"), shown = document.getElementById("vorschlaege");
  if (!box) return;
  if (e.key === "Escape" && shown?.contains(document.activeElement)) box.focus();
  if (e.key === "Escape") shown?.replaceChildren();
  const typing = e.target.closest("input, textarea, select, [contenteditable]") || e.ctrlKey || e.metaKey || e.altKey;
  if (e.key !== "/" || typing || localStorage.getItem("shortcut") === "off") return;
  e.preventDefault();
  box.focus();
});
document.addEventListener("focusin", (e) => {
  if (!e.target.closest(".find")) document.getElementById("vorschlaege")?.replaceChildren();
});
// allauth's passkey scripts only log what went wrong; say it where people look.
document.addEventListener("allauth.error", (e) => {
  const note = document.getElementById("key_failed");
  if (!note) return;
  e.preventDefault();
  document.getElementById("inhalt").prepend(note);
  note.hidden = false;
});
