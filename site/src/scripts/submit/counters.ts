import { t } from './settings.ts';

const ANNOUNCE_BELOW = 20;
const PAUSE_MS = 1000;

/** Shows how many characters are left, in the line with the limit; announced to screen readers only near the limit. */
export function watchCounters(form: HTMLFormElement): void {
  const live = Object.assign(document.createElement('p'), { className: 'hidden' });
  live.setAttribute('role', 'status');
  form.append(live);
  let pause: ReturnType<typeof setTimeout> | undefined;
  const update = (control: HTMLInputElement | HTMLTextAreaElement) => {
    const counter = document.getElementById(`${control.id}-count`);
    if (!counter) return;
    const left = Number(counter.dataset['max']) - control.value.trim().length;
    const words = left < 0 ? t('form.over', { count: -left }) : t('form.left', { count: left });
    counter.textContent = words;
    counter.classList.toggle('over', left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => (live.textContent = left < ANNOUNCE_BELOW ? words : ''), PAUSE_MS);
  };
  const all = () => {
    for (const control of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input[type="text"]'))
      if (control.value) update(control);
  };
  form.addEventListener('input', ({ target }) => update(target as HTMLInputElement));
  form.addEventListener('restored', all);
  all();
}
