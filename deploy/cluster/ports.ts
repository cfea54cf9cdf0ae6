/** Which of the parts' ports is whose: one block, so that two clusters need two numbers. */
export interface ClusterPorts {
  /** Nine: three servers with their clients', routes' and monitoring ports. */
  nats: number;
  websocket: number;
  postgres: number;
  redis: number;
  engine(index: number): number;
  gateway(index: number): number;
  projector(index: number): number;
  relay: number;
  archiver: number;
}

const PER_KIND = 16;

export const clusterPorts = (first: number): ClusterPorts => ({
  nats: first,
  websocket: first + 9,
  postgres: first + 10,
  redis: first + 11,
  relay: first + 12,
  archiver: first + 13,
  engine: (index) => first + PER_KIND + index,
  gateway: (index) => first + 2 * PER_KIND + index,
  projector: (index) => first + 3 * PER_KIND + index,
});
