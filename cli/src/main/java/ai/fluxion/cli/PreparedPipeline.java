package ai.fluxion.cli;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.streaming.Delivery;
import ai.fluxion.core.engine.streaming.PipelineSpec;
import ai.fluxion.core.plan.PipelinePlan;

/** A pipeline that can be started. */
record PreparedPipeline(PipelinePlan plan, PipelineSpec spec) {
    String id() {
        return plan.definition().id();
    }

    Delivery guarantee() {
        return plan.guarantee().promised();
    }

    /** A failure of this pipeline without what nobody may see. */
    Failure redacted(Failure failure) {
        return Redacted.by(plan.definition().redaction(), failure);
    }
}
