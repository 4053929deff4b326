// The review queue and the board: keys, and the mark on the open row. Loaded by those pages only.
const inQueue = element => element?.closest?.('.queue, .lanes');

// on a narrow screen a row is its own page, so the link is followed instead of filling a hidden pane
document.addEventListener('htmx:config:request', event => {
  if (event.target.matches?.('.queue a') && matchMedia('(max-width: 59.99rem)').matches) { event.preventDefault(); location.assign(event.target.href); }
});

// j and k move, x ticks, d decides; only while focus is in the list (WCAG 2.1.4)
document.addEventListener('keydown', event => {
  const queue = inQueue(event.target);
  if (!queue || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...queue.querySelectorAll('.queue a, .lane-card')], here = rows.indexOf((event.target.closest('.pick') ?? event.target.parentElement).querySelector('a'));
  const step = {j: 1, ArrowDown: 1, k: -1, ArrowUp: -1}[event.key];
  if (step) { event.preventDefault(); rows[Math.max(0, Math.min(rows.length - 1, here + step))].focus(); }
  if (event.key === 'x') event.target.closest('.pick')?.querySelector('input').click();
  if (event.key === 'd') document.querySelector('.choice input')?.focus();
});

document.addEventListener('htmx:after:swap', ({detail: {ctx}}) => {
  const row = ctx.sourceElement;
  if (!row?.matches?.('.queue a')) return;
  inQueue(row).querySelector('[aria-current]')?.removeAttribute('aria-current');
  row.setAttribute('aria-current', 'true');
});
