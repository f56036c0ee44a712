import { created, type Handler, type Hub, ok, Refusal } from './hub.ts';
import { describeLabel, tell } from './pull-description.ts';
import type { Label } from './state.ts';

export const getLabel: Handler = ({ file }, { params }) => {
  const label = file.state.labels.find(({ name }) => name === params['name']);
  if (!label) throw new Refusal(404, 'Not Found');
  return ok(describeLabel(label));
};

export const createLabel: Handler = (hub, { body }) => {
  const { name, color = 'ededed', description = null } = body as { name: string; color?: string; description?: string | null };
  if (hub.file.state.labels.some((label) => label.name.toLowerCase() === name.toLowerCase()))
    throw new Refusal(422, 'Validation Failed', [{ resource: 'Label', code: 'already_exists', field: 'name' }]);
  return created(describeLabel(add(hub, { name, color, description })));
};

/** Adding an unknown label to a pull request creates it, without colour or description, unlike the creation of a label. */
export const addLabels: Handler = (hub, { params, body, login }) => {
  const pull = hub.file.state.pulls.find(({ number }) => number === Number(params['issue_number']));
  if (!pull) throw new Refusal(404, 'Not Found');
  const names = body['labels'] as string[];
  for (const name of names)
    if (!hub.file.state.labels.some((label) => label.name === name)) add(hub, { name, color: 'ededed', description: null });
  const added = names.filter((name) => !pull.labels.includes(name));
  pull.labels = [...new Set([...pull.labels, ...names])];
  hub.file.save();
  for (const _ of added) tell(hub, pull, 'labeled', login);
  return ok(hub.file.state.labels.filter(({ name }) => pull.labels.includes(name)).map(describeLabel));
};

function add({ file }: Hub, label: Omit<Label, 'id'>): Label {
  const added = { id: file.state.labels.length + 1, ...label };
  file.state.labels.push(added);
  file.save();
  return added;
}
