// The MSI calls this before it changes anything. An MSI started by hand has no administrator rights yet at that point, so
// this looks for the process: opening the program's file for writing would be refused anyway.
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <tlhelp32.h>

static int runs(const wchar_t *program) {
  PROCESSENTRY32W process = {.dwSize = sizeof process};
  HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  // A till that cannot be looked for may be running.
  if (all == INVALID_HANDLE_VALUE) return 1;
  int found = 0;
  for (BOOL more = Process32FirstW(all, &process); more && !found; more = Process32NextW(all, &process)) {
    found = lstrcmpiW(process.szExeFile, program) == 0;
  }
  CloseHandle(all);
  return found;
}

/** The message appears in the log and, unless the installation is silent, in a window. msiexec exits with 1603. */
__declspec(dllexport) UINT __stdcall RefuseWhileTillRuns(MSIHANDLE install) {
  if (!runs(L"countertop.exe")) return ERROR_SUCCESS;
  MSIHANDLE record = MsiCreateRecord(0);
  MsiRecordSetStringW(record, 0, L"The till is running. Close it at every Windows user and try again. Nothing was changed.");
  MsiProcessMessage(install, INSTALLMESSAGE_ERROR, record);
  MsiCloseHandle(record);
  return ERROR_INSTALL_FAILURE;
}
