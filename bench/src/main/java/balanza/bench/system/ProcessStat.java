package balanza.bench.system;

/**
 * What {@code /proc/PID/stat} says of the processor time of a process.
 *
 * @param ticks user and system time of all its threads, and of those of its children that have ended, in hundredths of a
 *     second
 */
record ProcessStat(long ticks) {
    /** The unit of the file, fixed for all programs on Linux: USER_HZ, see {@code man 5 proc}. */
    static final int TICKS_PER_SECOND = 100;

    private static final int UTIME = 14;
    private static final int CSTIME = 17;
    /** The second field is the command's name in brackets, and may hold anything. */
    private static final int FIRST_AFTER_NAME = 3;

    static ProcessStat parse(String line) {
        int end = line.lastIndexOf(')');
        String[] fields = line.substring(end + 2).trim().split(" ", -1);
        if (end < 0 || fields.length <= CSTIME - FIRST_AFTER_NAME) {
            throw new IllegalArgumentException("stat: " + line + " (expected: at least " + CSTIME + " fields)");
        }
        long ticks = 0;
        for (int field = UTIME; field <= CSTIME; field++) {
            ticks += Long.parseLong(fields[field - FIRST_AFTER_NAME]);
        }
        return new ProcessStat(ticks);
    }
}
