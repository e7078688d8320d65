; The installer for Windows: 64-bit, for everybody on the computer. electron-builder's nsis target compiles it; its
; defines (VERSION, APP_64 …) come from there. Its switches and exit codes are in docs/installing/packages.md.
;
; It installs into one folder that only administrators can write, and nowhere else, so that a cashier cannot
; change the program. Data is in each user's own folder, which neither it nor the uninstaller touches.

Target amd64-unicode
RequestExecutionLevel admin
ManifestDPIAware true
Name "${PRODUCT_NAME}"
BrandingText "${PRODUCT_NAME} ${VERSION}"
Caption "${PRODUCT_NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
; A file that cannot be written ends the installation; no file is skipped.
AllowSkipFiles off

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include FileFunc.nsh

!define PROGRAM "countertop.exe"
!define FOLDER "$PROGRAMFILES64\${PRODUCT_NAME}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${UNINSTALL_APP_KEY}"
; The MSI writes here that it was used to install.
!define MSI_KEY "Software\${PRODUCT_NAME}"
; The packed program is beside electron-builder's archive of it, which we do not use.
!searchreplace APP_FOLDER "${APP_64}" "${APP_64_NAME}" "win-unpacked"

; NSIS itself has 1 (a person cancelled) and 2 (a file could not be written).
!define TILL_RUNS 3
!define NEWER_INSTALLED 4
!define NO_ADMINISTRATOR 5
!define WINDOWS_TOO_OLD 6
!define MSI_INSTALLED 7

!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PROJECT_DIR}/out/windows/side.bmp"
!define MUI_WELCOMEPAGE_TEXT "$(welcome)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION startTill
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!include "${PROJECT_DIR}/scripts/dist/windows/installer/messages.nsh"

; Signs the uninstaller, which exists only during this compilation.
!uninstfinalize 'node "${PROJECT_DIR}/scripts/dist/windows/signing/sign.mjs" "%1"' = 0

Var wasInstalled
Var tries
Var aside
Var from
Var to

; NSIS does not call .onInstFailed after Quit.
!macro Refuse code message
  MessageBox MB_OK|MB_ICONSTOP "${message}" /SD IDOK
  Call startTillIfAsked
  SetErrorLevel ${code}
  Quit
!macroend

; $0 is 1 if the installer was started with this switch.
!macro HasSwitch switch
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "${switch}" $2
  StrCpy $0 1
  ${If} ${Errors}
    StrCpy $0 0
  ${EndIf}
!macroend

!macro Functions un
  ; Whether the till runs, for any Windows user: Windows lets nobody write the file of a running program. Pushes 1 or 0.
  ; A virus scanner may hold the file for a moment, so this tries $tries times, half a second apart.
  Function ${un}tillRuns
    ${DoWhile} ${FileExists} "$INSTDIR\${PROGRAM}"
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${Break}
      ${EndIf}
      IntOp $tries $tries - 1
      ${If} $tries <= 0
        Push 1
        Return
      ${EndIf}
      Sleep 500
    ${Loop}
    Push 0
  FunctionEnd

  ; Ends here while the till runs: a payment may be in progress, so the till is never closed from outside.
  Function ${un}refuseWhileTillRuns
    ${Do}
      Call ${un}tillRuns
      Pop $0
      ${If} $0 = 0
        Return
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(tillRuns)" /SD IDCANCEL IDRETRY again
      SetErrorLevel ${TILL_RUNS}
      !if "${un}" == ""
        Call startTillIfAsked
      !endif
      Quit
      again:
      StrCpy $tries 1
    ${Loop}
  FunctionEnd

  ; Renames the folder $from to $to. A virus scanner may hold a file in it for a moment, so this tries $tries times, half a
  ; second apart. Sets the error flag if the folder stays where it is.
  Function ${un}renameFolder
    ${Do}
      ClearErrors
      Rename "$from" "$to"
      ${IfNot} ${Errors}
        Return
      ${EndIf}
      IntOp $tries $tries - 1
      ${If} $tries <= 0
        SetErrors
        Return
      ${EndIf}
      Sleep 500
    ${Loop}
  FunctionEnd

  ; Moves the program aside as a whole, to $aside: nothing is removed one by one, of which half would stay where another
  ; program holds a file. What was moved aside before may be held until Windows restarts: then it stays, and this one gets
  ; another name. Pushes 1, or 0 if the program stays where it is.
  Function ${un}moveAside
    StrCpy $aside "$INSTDIR~old"
    RMDir /r "$aside"
    ${If} ${FileExists} "$aside\*.*"
      StrCpy $aside "$INSTDIR~old2"
      RMDir /r "$aside"
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\*.*"
      StrCpy $from "$INSTDIR"
      StrCpy $to $aside
      StrCpy $tries 4
      Call ${un}renameFolder
      ${If} ${Errors}
        Push 0
        Return
      ${EndIf}
    ${EndIf}
    Push 1
  FunctionEnd

  ; The folder is fixed, and /D= and _?= are ignored, because the whole folder is removed.
  Function ${un}findPlace
    SetRegView 64
    SetShellVarContext all
    StrCpy $INSTDIR "${FOLDER}"
    StrCpy $tries 4
  FunctionEnd
!macroend
!insertmacro Functions ""
!insertmacro Functions "un."

Function .onInit
  Call findPlace
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse ${WINDOWS_TOO_OLD} "$(windowsTooOld)"
  ${EndIf}
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    !insertmacro Refuse ${NO_ADMINISTRATOR} "$(noAdministrator)"
  ${EndIf}
  ReadRegStr $0 HKLM "${MSI_KEY}" "Package"
  ${If} $0 == "msi"
    !insertmacro Refuse ${MSI_INSTALLED} "$(msiInstalled)"
  ${EndIf}
  ReadRegStr $wasInstalled HKLM "${UNINSTALL_KEY}" "DisplayVersion"
  ; A till rolls back to the previous version if the new one does not start.
  !insertmacro HasSwitch "--rollback"
  ${If} $wasInstalled != ""
  ${AndIf} $0 = 0
    ${VersionCompare} $wasInstalled "${VERSION}" $0
    ${If} $0 = 1
      !insertmacro Refuse ${NEWER_INSTALLED} "$(newerInstalled)"
    ${EndIf}
  ${EndIf}
  ; A till that starts its own update still has to exit: it gets a minute.
  !insertmacro HasSwitch "--updated"
  ${If} $0 = 1
    StrCpy $tries 120
  ${EndIf}
  Call refuseWhileTillRuns
FunctionEnd

Section
  ; Installs beside the old version first, then replaces it as a whole: a full disk or a power cut leaves a complete
  ; program, and no file of the old version stays. Only a power cut between the two renames leaves none in its place;
  ; installing again then does.
  RMDir /r "$INSTDIR~new"
  SetOutPath "$INSTDIR~new"
  File /r "${APP_FOLDER}/*"
  ; Unlike File, it does not end the installation by itself.
  ClearErrors
  WriteUninstaller "$INSTDIR~new\uninstall.exe"
  ${If} ${Errors}
    Abort
  ${EndIf}
  SetOutPath "$TEMP"
  Call moveAside
  Pop $0
  ${If} $0 = 0
    ; Somebody has started the till meanwhile, or another program holds a file of the folder.
    RMDir /r "$INSTDIR~new"
    !insertmacro Refuse ${TILL_RUNS} "$(tillRuns)"
  ${EndIf}
  ; A virus scanner may still be reading what was just written: it gets twenty seconds.
  StrCpy $from "$INSTDIR~new"
  StrCpy $to "$INSTDIR"
  StrCpy $tries 40
  Call renameFolder
  ${If} ${Errors}
    ${If} ${FileExists} "$aside\*.*"
      StrCpy $from $aside
      StrCpy $tries 40
      Call renameFolder
    ${EndIf}
    Abort
  ${EndIf}
  RMDir /r "$aside"

  SetOutPath "$INSTDIR"
  CreateShortCut "$SMPROGRAMS\${PRODUCT_NAME}.lnk" "$INSTDIR\${PROGRAM}"
  ; If somebody has removed the desktop shortcut, an update does not bring it back.
  ${If} $wasInstalled == ""
    CreateShortCut "$DESKTOP\${PRODUCT_NAME}.lnk" "$INSTDIR\${PROGRAM}"
  ${EndIf}

  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT_NAME}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "${COMPANY_NAME}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

; Explorer starts the till as the signed-in person, without this program's administrator rights.
Function startTill
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"'
FunctionEnd

Function startTillIfAsked
  !insertmacro HasSwitch "--force-run"
  ${If} $0 = 1
  ${AndIf} ${FileExists} "$INSTDIR\${PROGRAM}"
    Call startTill
  ${EndIf}
FunctionEnd

Function .onInstSuccess
  Call startTillIfAsked
FunctionEnd

; The previous version is still there. The till has quit for its update, and perhaps nobody is at the computer. What a full
; disk had room for must not stay: a till that is short of it charges nothing.
Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR~new"
  Call startTillIfAsked
FunctionEnd

Function un.onInit
  Call un.findPlace
  Call un.refuseWhileTillRuns
FunctionEnd

Section Uninstall
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR~new"
  Call un.moveAside
  Pop $0
  ${If} $0 = 0
    MessageBox MB_OK|MB_ICONSTOP "$(tillRuns)" /SD IDOK
    SetErrorLevel ${TILL_RUNS}
    Quit
  ${EndIf}
  Delete "$SMPROGRAMS\${PRODUCT_NAME}.lnk"
  Delete "$DESKTOP\${PRODUCT_NAME}.lnk"
  RMDir /r /REBOOTOK "$INSTDIR~old"
  RMDir /r /REBOOTOK "$INSTDIR~old2"
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
SectionEnd
