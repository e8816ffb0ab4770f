/**
 * What threads share, under a scheduler that chooses who runs next (docs/decisions/0016-interleavings.md: why, and how to
 * replay a failure). Each of these mistakes was made by hand once, and found by the methods named:
 *
 * <table>
 * <caption>Mistakes and who finds them</caption>
 * <tr><th>mistake</th><th>found by</th></tr>
 * <tr><td>{@code QuietCount.count} wakes nobody</td><td>{@code theLastChangeWakesEverybodyWhoWaits}</td></tr>
 * <tr><td>{@code QuietCount.count} is not synchronized</td><td>{@code noChangeIsLost} and six others</td></tr>
 * <tr><td>{@code QuietCount.isQuiet} is not synchronized</td>
 *     <td>{@code aConnectionIsUnderWayUntilBothSidesAreDone}</td></tr>
 * <tr><td>{@code Dials.established} forgets that the other side was first</td>
 *     <td>{@code aConnectionIsUnderWayUntilBothSidesAreDone}</td></tr>
 * <tr><td>{@code DatagramsOnTheWay.settled} counts what was settled before</td>
 *     <td>{@code aDatagramToASocketThatClosesIsSettledOnce}</td></tr>
 * <tr><td>{@code StoreThread.submit} counts a job after handing it over</td>
 *     <td>{@code aKillLosesNoFilingThatIsBesideOthers}</td></tr>
 * <tr><td>{@code StoreThread.announce} counts a job as over before its result is out</td>
 *     <td>{@code anIdleStoreThreadHasAnnouncedEverything}</td></tr>
 * <tr><td>{@code StoreThread.stop} wakes the thread before it says why</td>
 *     <td>{@code commitsAndTheirResultsKeepTheirOrder}</td></tr>
 * <tr><td>{@code StoreThread.stop} settles what another stop has settled</td>
 *     <td>{@code aKillLosesNoJobAndHangsNobody}</td></tr>
 * <tr><td>{@code FilingThreads.stop} does not wait</td><td>{@code aKillLosesNoFilingThatIsBesideOthers}</td></tr>
 * <tr><td>{@code Tasks.add} has no lock</td><td>{@code workThatIsHandedToADriverThatEndsIsSettledOnce}</td></tr>
 * <tr><td>{@code Aside.stop} forgets what was never begun</td>
 *     <td>{@code aComputationOfADriverThatStopsIsSettledOnce}</td></tr>
 * <tr><td>{@code EventLog.write} ends without writing the rest</td>
 *     <td>{@code linesAreWholeAndInOrderAndNoneIsLost}, {@code whatWasLoggedBeforeTheCloseIsWritten}</td></tr>
 * </table>
 */
@NullMarked
package org.dslab.interleavings;

import org.jspecify.annotations.NullMarked;
