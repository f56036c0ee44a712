import { Graphviz } from '@hpcc-js/wasm-graphviz';

/** Layered drawings by Graphviz, which runs in this process as WebAssembly. The same graph always gets the same places. */
const graphviz = await Graphviz.load();

export interface DotNode {
  width: number;
  height: number;
}

export interface DotEdge {
  from: number;
  to: number;
  /** The size of the words on it. */
  label: DotNode;
  /** It does not pull its ends to the left and right of each other. */
  isLoose: boolean;
}

type Point = readonly [x: number, y: number];

export interface DotLayout {
  width: number;
  height: number;
  /** Upper left corners, in the order of the nodes. */
  nodes: Point[];
  /** The points of a Bézier curve and the middle of the label, in the order of the edges. */
  edges: { curve: Point[]; label: Point }[];
}

interface DotJson {
  bb: string;
  objects: { name: string; pos: string }[];
  edges?: { id: string; pos: string; lp: string }[];
}

/** Graphviz counts in 72nds of an inch: so do we. */
const inches = (size: number) => (size / 72).toFixed(3);

/** Places for boxes and the lines between them, from left to right. */
export function layOut(nodes: readonly DotNode[], edges: readonly DotEdge[]): DotLayout {
  const dot = [
    'digraph{rankdir=LR;nodesep=.16;ranksep=.3;node[shape=box,fixedsize=true,label=""];',
    ...nodes.map(({ width, height }, index) => `n${index}[width=${inches(width)},height=${inches(height)}];`),
    ...edges.map(({ from, to, label, isLoose }, index) => {
      const cell = `<<table border="0" cellborder="0" fixedsize="true" width="${Math.ceil(label.width)}" height="${Math.ceil(label.height)}"><tr><td></td></tr></table>>`;
      return `n${from}->n${to}[id=e${index},label=${cell}${isLoose ? ',constraint=false' : ''}];`;
    }),
    '}',
  ].join('');
  const drawn = JSON.parse(graphviz.layout(dot, 'json', 'dot')) as DotJson;
  const [, , width, height] = drawn.bb.split(',').map(Number) as [number, number, number, number];
  const point = (text: string): Point => {
    const [x, y] = text.split(',').map(Number) as [number, number];
    return [x, height - y];
  };
  const placed = new Map(drawn.objects.map(({ name, pos }) => [name, point(pos)]));
  const lines = new Map((drawn.edges ?? []).map((edge) => [edge.id, edge]));
  return {
    ...{ width, height },
    nodes: nodes.map((node, index) => {
      const [x, y] = placed.get(`n${index}`)!;
      return [x - node.width / 2, y - node.height / 2];
    }),
    edges: edges.map((_edge, index) => {
      const { pos, lp } = lines.get(`e${index}`)!;
      // «e,x,y» is where the arrow ends: the last point of the curve.
      const [, tip] = /^e,(\S+) /.exec(pos) ?? [];
      const curve = pos
        .replace(/^e,\S+ /, '')
        .split(' ')
        .map(point);
      return { curve: tip === undefined ? curve : [...curve.slice(0, -1), point(tip)], label: point(lp) };
    }),
  };
}
