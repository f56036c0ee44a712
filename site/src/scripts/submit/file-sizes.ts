/** Reports a file that is too large at once: the server could only refuse the whole page. */
export function watchFiles(form: HTMLFormElement): void {
  form.addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement;
    if (input.type !== 'file') return;
    const id = `${input.id}-large`;
    document.getElementById(id)?.remove();
    input.removeAttribute('aria-describedby');
    if (![...(input.files ?? [])].some(({ size }) => size > Number(input.dataset['max']))) return;
    input.value = '';
    const error = Object.assign(document.createElement('p'), {
      id,
      className: 'field-error',
      textContent: input.dataset['tooLarge'],
    });
    error.setAttribute('role', 'alert');
    input.before(error);
    input.setAttribute('aria-describedby', id);
  });
}
