/**
 * Stands in the build for what a library loads and Bellwether never uses: unzipper, of which exceljs reads workbooks in
 * streams, and one of whose own libraries names no licence.
 */
export default {};
