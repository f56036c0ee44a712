const PAUSE_MS = 800;
/** Buttons, and the token of a lab, which is only for sending. */
const NOT_CHECKED = /^(?:go|token)$/;

interface Answer {
  problems: { name: string; message: string }[];
  /** HTML from the server, with all typed text escaped. */
  similar: string;
}

/** Checks a field with the server when its focus is lost. Empty fields are not reported until the next step. */
export function watchChecks(form: HTMLFormElement): void {
  const touched = new Set<string>();
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  const check = async () => {
    asking?.abort();
    asking = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && !NOT_CHECKED.test(name)) body.append(name, value);
    body.set('go', 'check');
    const response = await fetch(form.action, {
      method: 'POST',
      body,
      signal: asking.signal,
      headers: { Accept: 'application/json' },
    });
    if (response.ok) show((await response.json()) as Answer);
  };

  const show = ({ problems, similar }: Answer) => {
    for (const name of touched) showProblem(name, problems.find((problem) => problem.name === name)?.message);
    const place = document.getElementById('similar');
    if (!place || place.dataset['shown'] === similar) return;
    place.dataset['shown'] = similar;
    place.innerHTML = similar;
  };

  form.addEventListener('change', ({ target }) => {
    const { name, type } = target as HTMLInputElement;
    if (!name || type === 'file') return;
    touched.add(name);
    clearTimeout(pause);
    // A failed check is ignored: the next step checks again.
    pause = setTimeout(() => void check().catch(() => undefined), PAUSE_MS);
  });
}

/** Adds an error at its field as the server would, or removes it. */
function showProblem(name: string, message: string | undefined): void {
  const control = document.getElementById(name) as HTMLInputElement | null;
  const field = control?.closest<HTMLElement>('.field');
  if (!control || !field) return;
  const id = `${name}-error`;
  const shown = document.getElementById(id);
  const isEmpty = !['checkbox', 'radio'].includes(control.type) && control.value.trim() === '';
  if (message === undefined || (isEmpty && !shown)) {
    if (message !== undefined) return;
    shown?.remove();
    field.classList.remove('has-error');
    control.removeAttribute('aria-invalid');
    describe(control, id, false);
    return;
  }
  if (['checkbox', 'radio'].includes(control.type) && !shown) return;
  const place = shown ?? Object.assign(document.createElement('p'), { id, className: 'field-error' });
  place.textContent = message;
  if (!shown) control.before(place);
  field.classList.add('has-error');
  control.setAttribute('aria-invalid', 'true');
  describe(control, id, true);
}

function describe(control: Element, id: string, isOn: boolean): void {
  const ids = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((each) => each && each !== id);
  if (isOn) ids.push(id);
  if (ids.length > 0) control.setAttribute('aria-describedby', ids.join(' '));
  else control.removeAttribute('aria-describedby');
}
