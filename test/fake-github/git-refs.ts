import { created, type Handler, type Hub, objectType, ok, Refusal, tipOf } from './hub.ts';

const describe = (ref: string, sha: string) => ({ ref, object: { type: 'commit', sha } });

export const getRef: Handler = async (hub, { params }) => {
  const ref = `refs/${params['ref']!}`;
  const sha = await tipOf(hub, ref);
  if (sha === undefined) throw new Refusal(404, 'Not Found');
  return ok(describe(ref, sha));
};

export const createRef: Handler = async (hub, { body }) => {
  const { ref, sha } = body as { ref: string; sha: string };
  if (!/^refs\/[^/]+\/./.test(ref)) throw new Refusal(422, 'Reference name must start with refs/ and have at least two slashes');
  if ((await objectType(hub, sha)) !== 'commit') throw new Refusal(422, 'Object does not exist');
  if ((await tipOf(hub, ref)) !== undefined) throw new Refusal(422, 'Reference already exists');
  if (!(await move(hub, `create ${ref} ${sha}`))) throw new Refusal(422, `${ref} is not a valid ref name.`);
  return created(describe(ref, sha));
};

export const updateRef: Handler = async (hub, { params, body }) => {
  const ref = `refs/${params['ref']!}`;
  const sha = body['sha'] as string;
  const old = await tipOf(hub, ref);
  if (old === undefined) throw new Refusal(422, 'Reference does not exist');
  if ((await objectType(hub, sha)) !== 'commit') throw new Refusal(422, 'Object does not exist');
  const { code } = await hub.git('merge-base', ['--is-ancestor', old, sha], { accept: [0, 1] });
  if (code !== 0 && body['force'] !== true) throw new Refusal(422, 'Update is not a fast forward');
  if (!(await move(hub, `update ${ref} ${sha} ${old}`))) throw new Refusal(409, 'Reference cannot be updated');
  return ok(describe(ref, sha));
};

export const deleteRef: Handler = async (hub, { params }) => {
  const ref = `refs/${params['ref']!}`;
  if ((await tipOf(hub, ref)) === undefined) throw new Refusal(422, 'Reference does not exist');
  if (!(await move(hub, `delete ${ref}`))) throw new Refusal(409, 'Reference cannot be deleted');
  return { status: 204 };
};

async function move({ git }: Hub, command: string): Promise<boolean> {
  const { code } = await git('update-ref', ['--stdin'], { stdin: `${command}\n`, accept: [0, 128] });
  return code === 0;
}
