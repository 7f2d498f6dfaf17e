package ai.fluxion.core.connect.file;

import ai.fluxion.core.engine.connectors.Batch;
import ai.fluxion.core.engine.connectors.Lag;
import ai.fluxion.core.engine.connectors.Position;
import ai.fluxion.core.engine.connectors.Split;
import ai.fluxion.core.engine.connectors.SplitReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads files that grow, in turns, each in batches of complete records. Never ends. */
final class FollowingReader implements SplitReader {
    private static final long LOOK_MILLIS = 50;
    private static final int LOOKS = 4;

    private final FileSource source;
    private final List<FollowedFile> files = new ArrayList<>();
    private final BytesLeft left = new BytesLeft();
    private int turn;

    FollowingReader(FileSource source) {
        this.source = source;
    }

    @Override
    public void add(List<Split> splits) throws InterruptedException {
        List<FollowedFile> added = new ArrayList<>();
        for (Split split : splits) {
            Path path = Path.of(split.partition());
            try {
                added.add(new FollowedFile(source, path, split.start()));
            } catch (IOException failed) {
                added.forEach(FollowedFile::close);
                throw FileFailures.reading(failed, path);
            }
        }
        files.addAll(added);
    }

    @Override
    public void remove(Collection<String> partitions) {
        for (FollowedFile file : List.copyOf(files)) {
            if (partitions.contains(file.path().toString())) {
                files.remove(file);
                left.forget(file.path().toString());
                file.close();
            }
        }
    }

    @Override
    public Batch next() throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            for (int i = 0; i < files.size(); i++) {
                turn = (turn + 1) % files.size();
                FollowedFile file = files.get(turn);
                try {
                    Batch batch = file.next();
                    file.look(left);
                    if (batch != null) {
                        return batch;
                    }
                } catch (IOException failed) {
                    throw FileFailures.reading(failed, file.path());
                }
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return new Batch.Progress(Position.empty(), true);
    }

    /** Takes hold of files that get a name while nobody reads, so that they may lose it again. */
    @Override
    public void idle() throws InterruptedException {
        for (FollowedFile file : files) {
            try {
                file.look();
            } catch (IOException failed) {
                throw FileFailures.reading(failed, file.path());
            }
        }
    }

    @Override
    public Lag lag() {
        return left.lag();
    }

    @Override
    public void close() {
        files.forEach(FollowedFile::close);
        files.clear();
    }
}
