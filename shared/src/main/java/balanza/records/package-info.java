/**
 * The one form in which log records are sent and stored: packed where they are made, unpacked only where they are read.
 *
 * <p>A pack is the byte {@code 1}, its version, and rows, one for each record; or the byte {@code 2} and the rows deflated (RFC 1950), where
 * there are enough of them that it pays. No version is {@code 0x78}: what was stored before there were versions begins with it. The records of one app and second are
 * much alike, so a row says mostly that it is like one before: a column with a list gives the number of an entry, counted from
 * 0, and the number that would be the next is followed by a new entry. A row is
 *
 * <ul>
 *   <li>its {@link balanza.records.Shape}, from a list; an entry is the method, the node that answered or nothing, the
 *       status, the reason or nothing, how many attempts there were, and for each the node and the outcome;
 *   <li>its path, from a list;
 *   <li>its date, as the difference to the row before, the first to 0; its total time; its time until the answer began; the
 *       time of each attempt; its bytes;
 *   <li>its id, see {@link balanza.records.RequestIds}.
 * </ul>
 *
 * <p>Numbers are of 64 bits in groups of seven, the lowest first, the top bit of a byte telling that another follows; differences are
 * zigzag (0, -1, 1, -2, ...), so that small ones are short. A text is the number of its bytes and those, in UTF-8; one that may be
 * absent has a number that is greater by one, and 0 for nothing. Outcomes are their words.
 */
package balanza.records;
