// elevate.exe PROGRAM ARGUMENTS…: starts a program as administrator, after Windows has asked for consent. electron-updater
// looks for it beside app.asar, because a program without these rights cannot start an installer that needs them.
// Exit code: 0 once the program has started, otherwise Windows' error (1223: the person answered No).
#include <windows.h>
#include <shellapi.h>

/** The command line after its first word, without leading spaces. */
static wchar_t *afterFirstWord(wchar_t *line) {
  int quoted = 0;
  while (*line && (quoted || (*line != L' ' && *line != L'\t'))) {
    if (*line == L'"') quoted = !quoted;
    line++;
  }
  while (*line == L' ' || *line == L'\t') line++;
  return line;
}

int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, LPWSTR unused, int show) {
  int count = 0;
  wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
  if (count < 2) return ERROR_INVALID_PARAMETER;
  SHELLEXECUTEINFOW job = {0};
  job.cbSize = sizeof job;
  job.fMask = SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI;
  job.lpVerb = L"runas";
  job.lpFile = words[1];
  job.lpParameters = afterFirstWord(afterFirstWord(GetCommandLineW()));
  job.nShow = SW_SHOWNORMAL;
  return ShellExecuteExW(&job) ? 0 : (int)GetLastError();
}
