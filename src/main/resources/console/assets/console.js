// What the pages do beyond what they do without it. Everything works with scripts off.
'use strict';

const pause = document.getElementById('pause');
const isPaused = () => pause.getAttribute('aria-pressed') === 'true';

if (pause) {
  pause.hidden = false;
  pause.addEventListener('click', () => pause.setAttribute('aria-pressed', String(!isPaused())));
  // nobody looks, nobody asks
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (isPaused() || document.hidden) event.preventDefault();
  });

  // read out at once when the health changes, the rates once a minute
  const said = document.getElementById('said');
  let health = document.getElementById('live').dataset.health;
  let saidAt = Date.now();
  document.addEventListener('htmx:afterSettle', () => {
    const live = document.getElementById('live').dataset;
    if (!said.classList.contains('unseen')) {
      said.classList.add('unseen');
      said.textContent = '';
    }
    if (live.health !== health || Date.now() - saidAt >= 60_000) {
      said.textContent = live.health === health ? live.rates : live.health;
      health = live.health;
      saidAt = Date.now();
    }
  });
}

// the second half of a double click; what comes later the service itself refuses where it matters
let sentAt = -Infinity;
document.addEventListener('submit', (event) => {
  if (event.timeStamp - sentAt < 1_000) event.preventDefault();
  else sentAt = event.timeStamp;
});

// browsers offer the clipboard on localhost and over TLS only
for (const button of navigator.clipboard ? document.querySelectorAll('button[data-copy]') : []) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.parentElement.querySelector('[role=status]').textContent = 'Copied';
  });
}

// the text that was pasted stays where it is, so a refusal is told beside it
document.addEventListener('htmx:responseError', (event) => tell(` (${event.detail.xhr.status})`));
document.addEventListener('htmx:sendError', (event) => tell(''));

function tell(status) {
  const explained = document.getElementById('explained');
  if (explained) explained.textContent = `This could not be done${status}. Try again in a minute.`;
  const said = document.getElementById('said');
  if (said) {
    said.classList.remove('unseen');
    said.textContent = `No answer${status}: the figures below are old.`;
  }
}
