import { signedIn } from './sign-in.ts';
import { proposalIdOf, signInServices, type ReviewVisit } from './visit.ts';

/** Sends a picture or document of an open proposal, to reviewers only. */
export async function sendProposedFile(visit: ReviewVisit): Promise<void> {
  const { request, response, next, options } = visit;
  const name = String(request.params['file']);
  const [, extension] = /^[a-z0-9-]+\.(png|jpe?g|webp|pdf)$/.exec(name) ?? [];
  if (extension === undefined || !(await signedIn(request, signInServices(visit)))) return next();
  const id = proposalIdOf(visit);
  const open = (await options.forge.listOpen()).find(({ submissionId }) => submissionId === id);
  const path = open?.paths.find((each) => each.endsWith(`/files/${name}`));
  const bytes = open && path !== undefined ? await options.forge.readFile(open.commit, path) : undefined;
  if (!bytes) return next();
  response
    .set({ 'Cache-Control': 'private, no-store', ...(extension === 'pdf' ? { 'Content-Disposition': 'attachment' } : {}) })
    .type(extension)
    .send(bytes);
}
