// What pages share beyond htmx. Every page works without it.
if (window.trustedTypes) trustedTypes.createPolicy('default', {createHTML: html => html, createScriptURL: url => new URL(url, location).origin === location.origin ? url : ''});
const on = (name, act) => document.addEventListener(name, act);

// a part that waits says so
on('htmx:before:request', ({detail: {ctx}}) => { ctx.busy = ctx.target; ctx.busy?.setAttribute('aria-busy', 'true'); });
on('htmx:finally:request', ({detail: {ctx}}) => ctx.busy?.removeAttribute('aria-busy'));

// addresses of filters carry no empty values
on('htmx:config:request', ({detail: {ctx}}) => { const form = ctx.request?.body; if (form instanceof FormData && ctx.request.method === 'GET') [...form].forEach(([key, value]) => value === '' && form.delete(key)); });

// toasts leave by themselves unless reached for
const sweep = () => document.querySelectorAll('.toast:not([data-seen])').forEach(toast => {
  toast.dataset.seen = 1;
  setTimeout(function go() { toast.matches(':hover, :focus-within') ? setTimeout(go, 2000) : toast.remove(); }, 8000);
});
on('htmx:after:swap', sweep);

// a link with a dialog behind it opens the dialog; without script it is a page
on('click', event => {
  const link = event.target.closest('[data-dialog]'), dialog = link && document.getElementById(link.dataset.dialog);
  if (dialog?.showModal) { event.preventDefault(); dialog.showModal(); }
  if (event.target.closest('[data-close]')) event.target.closest('dialog')?.close();
});

// one press, one sending
on('submit', ({target}) => { if (target.method === 'post' && !target.hasAttribute('data-hx-post')) setTimeout(() => target.querySelectorAll('button:not([name])').forEach(button => button.disabled = true)); });
addEventListener('pageshow', ({persisted}) => persisted && document.querySelectorAll('button:disabled').forEach(button => button.disabled = false));

// characters used
on('input', ({target}) => {
  const used = target.dataset?.used && document.getElementById(target.dataset.used);
  if (used) { used.textContent = `${target.value.length} / ${used.dataset.most}`; used.classList.toggle('over', target.value.length > used.dataset.most); }
});
sweep();
