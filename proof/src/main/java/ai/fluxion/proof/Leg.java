package ai.fluxion.proof;

import ai.fluxion.core.engine.streaming.ProtocolStep;
import java.util.Set;

/**
 * One pipeline of a row, which runs as a process of its own.
 *
 * @param name its id
 * @param manifest all of it but {@code parallelism}, which varies
 * @param steps the steps that it takes
 * @param homeIsTarget whether its checkpoints are kept by the target: then its state directory may go
 * @param target where it writes
 */
record Leg(String name, String manifest, Set<ProtocolStep> steps, boolean homeIsTarget, Target target) {}
