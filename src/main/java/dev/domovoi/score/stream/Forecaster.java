package dev.domovoi.score.stream;

/// Who says what comes next in a stream: the transformer, or one of the simple controls that it has to beat in the
/// very same frame.
public sealed interface Forecaster {
    /// What one resolution of a stream is told by, its day cut into so many slots; it can tell where it looked if that
    /// is asked for now.
    Outlook outlook(int slotsPerDay, boolean tellsWhereItLooked);

    /// Different for what would make other predictions from the same past.
    int fingerprint();

    /// A committee of transformers.
    record Network(Committee committee) implements Forecaster {
        @Override
        public Outlook outlook(int slotsPerDay, boolean tellsWhereItLooked) {
            return new NetworkOutlook(committee, slotsPerDay, tellsWhereItLooked);
        }

        @Override
        public int fingerprint() {
            return committee.fingerprint();
        }
    }

    /// The control without any network: mean and deviation of about so many of the newest values.
    record Level(int memory) implements Forecaster {
        public Level {
            if (memory < 2) {
                throw new IllegalArgumentException("memory must be 2 values or more, was " + memory);
            }
        }

        @Override
        public Outlook outlook(int slotsPerDay, boolean tellsWhereItLooked) {
            return new LevelOutlook(memory);
        }

        @Override
        public int fingerprint() {
            return memory;
        }
    }
}
